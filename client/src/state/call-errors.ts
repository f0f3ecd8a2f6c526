import type { ErrorBody } from '#shared/protocol/refusals.js';

/** The server's "no", with its reason. */
export class RefusedByServer extends Error {
  constructor(
    readonly body: ErrorBody,
    readonly status: number,
  ) {
    super(body.message);
    this.name = 'RefusedByServer';
  }
}

/** No answer came: it is unknown whether the server heard the call. */
export class NotReached extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached.', { cause });
    this.name = 'NotReached';
  }
}

/** The answer has a form this page does not know: mostly a page older than its server. */
export class NotUnderstood extends Error {
  constructor(cause: unknown) {
    super('The server answered in a form that this page does not know. Reload the page.', { cause });
    this.name = 'NotUnderstood';
  }
}
