/**
 * For a sheet that is read: the focus goes to the sheet itself, not to the first time or id in it, whose hint would open.
 * `<SheetContent onOpenAutoFocus={focusContent}>`
 */

export function focusContent(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}
