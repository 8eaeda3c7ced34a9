/**
 * For a sheet or a question that is read first: the focus goes to it as a whole, not to the first time or id in it, whose hint would open.
 * `<SheetContent onOpenAutoFocus={focusContent}>`
 */

export function focusContent(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}
