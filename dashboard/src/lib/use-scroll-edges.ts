/** Whether there is more of what scrolls, its one child, beyond the upper or the lower edge. */

import { type RefObject, useEffect, useState } from 'react';

export interface ScrollEdges {
  readonly above: boolean;
  readonly below: boolean;
}

const none: ScrollEdges = { above: false, below: false };

export function useScrollEdges(place: RefObject<HTMLElement | null>): ScrollEdges {
  const [edges, setEdges] = useState(none);
  useEffect(() => {
    const element = place.current;
    const content = element?.firstElementChild;
    if (!element || !content) return undefined;
    const look = (): void => {
      const [view, whole] = [element.getBoundingClientRect(), content.getBoundingClientRect()];
      const above = whole.top < view.top - 1;
      const below = whole.bottom > view.bottom + 1;
      setEdges((known) => (known.above === above && known.below === below ? known : { above, below }));
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    sizes.observe(content);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [place]);
  return edges;
}
