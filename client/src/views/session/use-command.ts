import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { z } from 'zod';
import type { Route } from '#shared/protocol/routes.js';
import { call } from '../../api/call.js';
import { CommandKeys } from '../../api/command-keys.js';
import { newId } from '../../api/new-id.js';

export interface CommandInput<R extends Route> {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: z.input<R['body']>;
}

export interface Command<R extends Route> {
  /** Sends it. Answers null when it was refused or not reached; `error` then says why. */
  readonly run: (input: CommandInput<R>) => Promise<z.output<R['reply']> | null>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly reset: () => void;
}

/** A command of the route table, with its Idempotency-Key kept over retries. What is shown is read again afterwards. */
export function useCommand<R extends Route>(route: R): Command<R> {
  const queryClient = useQueryClient();
  const keys = useRef(new CommandKeys(newId));
  const mutation = useMutation({
    mutationFn: async (input: CommandInput<R>) => {
      const reply = await call<R>(route, { ...input, key: keys.current.keyFor(input) });
      keys.current.succeeded();
      return reply;
    },
    onSettled: () => void queryClient.invalidateQueries(),
  });
  const { mutateAsync } = mutation;
  const run = useCallback(
    (input: CommandInput<R>) =>
      mutateAsync(input).then(
        (reply) => reply,
        () => null,
      ),
    [mutateAsync],
  );
  return {
    run,
    busy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  };
}
