/** Takes the focus to the first field that is wrong, whatever kind of control it is. */

export function focusFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
