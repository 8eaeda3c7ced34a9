/**
 * What stands in front of the page gives the focus back to where it was, also when no button of its own opened it: a row,
 * an item of a menu, a shortcut. What had the focus may be gone by then, as the menu is, so that the places behind it are
 * remembered as well.
 */

import { keepPageFocus } from './page-focus.ts';

type Places = readonly HTMLElement[];

/** By what was opened, where the focus was before: the first place that is left takes it. */
const origins = new WeakMap<EventTarget, Places>();

/** A button that is busy has lost the focus, and is still where it was. */
let lastFocused: EventTarget | null = null;
document.addEventListener('focusin', ({ target }) => {
  lastFocused = target;
});

/** Asked while something opens, before the focus moves into it. */
export function placesOfFocus(): Places {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement !== document.body) return placesFrom(activeElement);
  return lastFocused instanceof HTMLElement && lastFocused.matches(':disabled') ? placesFrom(lastFocused) : [];
}

/** The element, then the dialog or the menu that it is in, then where the focus goes when that closes. */
function placesFrom(element: HTMLElement): Places {
  const around = element.closest<HTMLElement>('[role="dialog"], [role="menu"]');
  if (around === null) return [element];
  const behind = origins.get(around);
  if (behind !== undefined) return [element, around, ...behind];
  const opener = document.querySelector<HTMLElement>(`[aria-controls="${around.id}"]`);
  return [element, ...(opener === null ? [] : placesFrom(opener))];
}

export function rememberOrigin(opened: EventTarget | null, places: Places): void {
  if (opened !== null) origins.set(opened, places);
}

/** An `onCloseAutoFocus` of Radix. */
export function returnFocus(event: Event): void {
  keepPageFocus(event);
  if (event.defaultPrevented) return;
  const places = event.currentTarget === null ? [] : (origins.get(event.currentTarget) ?? []);
  if (isTaken(places) || places.some(takesFocus)) event.preventDefault();
  else document.getElementById('main')?.focus({ preventScroll: true });
  const [first] = places;
  if (first?.matches(':disabled')) focusOnceEnabled(first);
}

/** By what opened as this closed. */
function isTaken(places: Places): boolean {
  const { activeElement, body } = document;
  return activeElement !== body && !places.some((place) => place === activeElement);
}

function takesFocus(place: HTMLElement): boolean {
  place.focus({ preventScroll: true });
  return document.activeElement === place;
}

/** Unless somebody has moved on by then. */
function focusOnceEnabled(button: HTMLElement): void {
  const meanwhile = document.activeElement;
  const observer = new MutationObserver(() => {
    if (button.matches(':disabled')) return;
    observer.disconnect();
    if (document.activeElement === meanwhile) button.focus({ preventScroll: true });
  });
  observer.observe(button, { attributeFilter: ['disabled'] });
}
