/** Goes on as whoever signed in now: of what was read before, only the server's own facts are kept. */

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

export function useEnter(): (path: string) => void {
  const queries = useQueryClient();
  const router = useRouter();
  return (path) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'about' });
    router.history.push(path);
  };
}
