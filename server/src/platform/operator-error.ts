/** What keeps the server or a command from starting, in words for the operator: the message says all, a stack would say nothing. */

export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperatorError';
  }
}
