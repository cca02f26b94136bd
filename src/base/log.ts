/** A log by levels, as VS Code's LogOutputChannel has it. Messages are English and never hold a secret. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
