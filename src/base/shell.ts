/** Shells whose quoting is known; what a terminal runs that is none of these is treated as POSIX. */
export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd';

/** @param executable path or name of the shell, as VS Code's `env.shell` gives it; also a Windows path on any system. */
export function shellOf(executable: string): Shell {
  const name = executable.slice(Math.max(executable.lastIndexOf('/'), executable.lastIndexOf('\\')) + 1).toLowerCase();
  switch (name.replace(/\.exe$/, '')) {
    case 'fish':
      return 'fish';
    case 'pwsh':
    case 'pwsh-preview':
    case 'powershell':
      return 'powershell';
    case 'cmd':
      return 'cmd';
    default:
      return 'posix';
  }
}

/**
 * A command as a person can paste it: every word arrives at the program as it is given here, whatever it holds.
 * @returns undefined where the shell has no way to write one of the words down, or where pasting it would do something.
 */
export function commandLine(words: readonly string[], shell: Shell): string | undefined {
  const written = words.map((word) => shellWord(word, shell));
  return written.includes(undefined) ? undefined : written.join(' ');
}

/** Runs the second command only where the first one succeeded. */
export function bothCommands(first: string, second: string, shell: Shell): string {
  // Windows PowerShell 5.1, which every Windows brings along, has no `&&`.
  return shell === 'powershell' ? `${first}; if ($?) { ${second} }` : `${first} && ${second}`;
}

function shellWord(word: string, shell: Shell): string | undefined {
  // A line break or an escape sequence acts when it is pasted, inside quotes too; nobody sees the invisible ones.
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(word)) {
    return undefined;
  }
  if (/^[\w.:/=-][\w.:/@=,-]*$/.test(word) && (shell !== 'powershell' || !word.includes(','))) {
    return word;
  }
  switch (shell) {
    case 'posix':
      return `'${word.replaceAll("'", String.raw`'\''`)}'`;
    case 'fish':
      return `'${word.replace(/[\\']/g, String.raw`\$&`)}'`;
    case 'powershell':
      // Up to 7.2 a double quote, and a backslash before the closing one, are lost on the way to a program. The curly
      // quotes close a string like the straight one.
      return /["\\]/.test(word) ? undefined : `'${word.replace(/['‘’‚‛]/g, '$&$&')}'`;
    case 'cmd':
      // gcloud is a batch file there, so each word is read twice; of these no way of writing survives that.
      return /["%!^\\]/.test(word) ? undefined : `"${word}"`;
  }
}
