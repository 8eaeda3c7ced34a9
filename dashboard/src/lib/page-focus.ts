/** After a navigation the heading of the new page takes the focus, so that a screen reader says where one is. */

let isDue = false;

export const pageFocus = {
  /** The router calls it when the path changes. */
  due(): void {
    isDue = true;
  },
  /** The heading of a page calls it once it is there. */
  take(heading: HTMLElement | null): void {
    if (!isDue || heading === null) return;
    isDue = false;
    heading.focus({ preventScroll: true });
  },
};

/**
 * For what closes because of a navigation: the focus does not go back to the button that opened it. An
 * `onCloseAutoFocus` of Radix.
 */
export function keepPageFocus(event: Event): void {
  if (isDue || document.activeElement?.tagName === 'H1') event.preventDefault();
}
