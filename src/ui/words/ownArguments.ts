/**
 * What a row or a message of this extension hands to a command of its own. Any extension may run that command, with
 * anything; what was not wrapped here, which nobody else can do, is not taken.
 */
export class OwnArguments<T> {
  readonly #values = new WeakMap<object, T>();

  wrap(value: T): object {
    const argument = {};
    this.#values.set(argument, value);
    return argument;
  }

  /** @returns undefined for what somebody else handed over. */
  read(argument: unknown): T | undefined {
    return typeof argument === 'object' && argument !== null ? this.#values.get(argument) : undefined;
  }
}
