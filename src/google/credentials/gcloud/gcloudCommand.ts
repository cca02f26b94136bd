import { statSync } from 'node:fs';
import path from 'node:path';
import { credentialError } from '../credentialError.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program to start without a shell. */
export interface ProgramCall {
  readonly file: string;
  readonly args: readonly string[];
  /** Windows: `args` are already quoted as cmd.exe wants them. */
  readonly verbatim: boolean;
}

/** Arguments are constants of ours; nothing a person types ever becomes one (accounts travel in the environment). */
const harmlessArgument = /^[a-z][a-z-]*$|^--[a-z-]+(?:=[a-z]+)?$/;

/**
 * How to start gcloud without a shell. On Windows gcloud is a batch file, which Node starts through a shell or not at
 * all (EINVAL since CVE-2024-27980); so cmd.exe is called by its own rules, with a path that was found here and holds
 * nothing that cmd.exe would interpret.
 * @param program name or path from a setting of application scope.
 * @throws ApiError credentialsMissing (`gcloudNotFound`), credentialsBroken for a path that cannot be passed safely.
 */
export function gcloudCommand(
  program: string,
  args: readonly string[],
  env: Environment,
  platform: NodeJS.Platform = process.platform,
  isFile: (file: string) => boolean = isExistingFile,
): ProgramCall {
  const unsafe = args.find((arg) => !harmlessArgument.test(arg));
  if (unsafe !== undefined) {
    throw new RangeError(`Not an argument for gcloud: ${unsafe}`);
  }
  if (platform !== 'win32') {
    return { file: program, args, verbatim: false };
  }
  const file = findOnWindows(program, env, isFile);
  if (file === undefined) {
    throw gcloudNotFound(program);
  }
  if (!/\.(?:cmd|bat)$/i.test(file)) {
    return { file, args, verbatim: false };
  }
  if (/["%!^&|<>\r\n]/.test(file)) {
    const message = `The path of gcloud holds a character that cannot be passed to cmd.exe: ${file}`;
    throw credentialError('credentialsBroken', 'gcloudFailed', message, { program: file });
  }
  const shell = valueOf(env, 'ComSpec') ?? 'cmd.exe';
  // With /s cmd.exe strips the outermost quotes only, so the ones around the path stay.
  return { file: shell, args: ['/d', '/s', '/c', `""${file}" ${args.join(' ')}"`], verbatim: true };
}

/** Whether there is such a program to start, as far as can be told without starting it. */
export function isInstalled(
  program: string,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
  isFile: (file: string) => boolean = isExistingFile,
): boolean {
  if (platform === 'win32') {
    return findOnWindows(program, env, isFile) !== undefined;
  }
  const folders = program.includes('/') ? [''] : (env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return folders.some((folder) => isFile(path.posix.join(folder, program)));
}

export function gcloudNotFound(program: string): Error {
  return credentialError('credentialsMissing', 'gcloudNotFound', `gcloud was not found: ${program}`, { program });
}

/** Looked for on the PATH alone: cmd.exe itself would look in the current folder first. */
function findOnWindows(program: string, env: Environment, isFile: (file: string) => boolean): string | undefined {
  const { win32 } = path;
  const folders =
    win32.dirname(program) === '.' && !win32.isAbsolute(program)
      ? (valueOf(env, 'PATH') ?? '').split(win32.delimiter).filter((folder) => win32.isAbsolute(folder))
      : [''];
  const names = win32.extname(program) === '' ? ['.cmd', '.exe', '.bat'].map((end) => program + end) : [program];
  return folders.flatMap((folder) => names.map((name) => win32.join(folder, name))).find(isFile);
}

/** Windows does not mind the case of a variable's name, a copy of its environment does. */
function valueOf(env: Environment, name: string): string | undefined {
  const key = Object.keys(env).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : env[key];
}

function isExistingFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
