/**
 * How pages change things. Asks for a fresh sign-in where the server wants one, puts refusals at the fields that they
 * name or into a toast, says that it worked, and drops what is no longer true.
 */

import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { applyFieldErrors, isSignedOut, problemOf } from './errors.ts';
import { attended, Cancelled } from './reauthentication.ts';
import { toast } from './toasts.ts';

export interface Action<Input, Result, Values extends FieldValues> {
  act(input: Input): PromiseLike<Result>;
  /** The toast of success; none without it. */
  readonly done?: string | ((result: Result, input: Input) => string);
  /** Keys whose queries are asked again. */
  readonly invalidates?: readonly QueryKey[];
  /** The form whose fields take the problems that name them; other problems become `errors.root`. */
  readonly form?: UseFormReturn<Values>;
  /** Names of the API that the form calls otherwise. */
  readonly fields?: Readonly<Record<string, Path<Values>>>;
  /** The page shows the error itself: no toast. */
  readonly silent?: boolean;
  readonly onSuccess?: (result: Result, input: Input) => void;
  readonly onError?: (error: unknown, input: Input) => void;
}

export function useAction<Input = void, Result = unknown, Values extends FieldValues = FieldValues>(
  action: Action<Input, Result, Values>,
): UseMutationResult<Result, Error, Input> {
  const queries = useQueryClient();
  return useMutation<Result, Error, Input>({
    mutationFn: (input) => attended(() => action.act(input)),
    onSuccess(result, input) {
      for (const queryKey of action.invalidates ?? []) void queries.invalidateQueries({ queryKey });
      const { done } = action;
      if (done !== undefined) toast(typeof done === 'function' ? done(result, input) : done);
      action.onSuccess?.(result, input);
    },
    onError(error, input) {
      if (error instanceof Cancelled || isSignedOut(error)) return;
      if (action.silent !== true) show(error, action);
      action.onError?.(error, input);
    },
  });
}

function show<Input, Result, Values extends FieldValues>(error: unknown, action: Action<Input, Result, Values>): void {
  const { form, fields } = action;
  if (form !== undefined && applyFieldErrors(form, error, fields)) return;
  const problem = problemOf(error);
  if (form !== undefined) {
    form.setError('root', { type: problem.code ?? 'problem', message: problem.message });
    return;
  }
  toast(problem.message, { tone: 'bad', ...(problem.requestId && { requestId: problem.requestId }) });
}
