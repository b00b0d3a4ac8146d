/** A call that the worker did not answer in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** The result of `call`, or a DeadlineError after `deadlineMs`. The call itself cannot be taken back. */
export function withDeadline<T>(call: Promise<T>, deadlineMs: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DeadlineError(`${what}: no answer within ${deadlineMs / 1000} s.`)),
      deadlineMs,
    );
    call.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
