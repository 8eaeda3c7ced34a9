/** Around every page: the name of the browser's tab. */

import { Outlet, useMatches } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';

export function Root(): ReactElement {
  const title = useMatches({
    select: (matches) => matches.findLast((match) => match.staticData.title)?.staticData.title,
  });
  useEffect(() => {
    document.title = title === undefined ? 'Interstellas' : `${title} · Interstellas`;
  }, [title]);
  return <Outlet />;
}
