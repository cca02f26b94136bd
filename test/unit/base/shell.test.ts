import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { bothCommands, commandLine, shellOf, type Shell } from '../../../src/base/shell.js';

/** What a program gets as its arguments when a shell runs the line; undefined where that shell is not installed. */
function argumentsBy(shell: string, line: string): readonly string[] | undefined {
  const { status, stdout, error } = spawnSync(shell, ['-c', line], { encoding: 'utf8' });
  if (error !== undefined) {
    return undefined;
  }
  assert.equal(status, 0, `${shell} on ${line}`);
  return JSON.parse(stdout) as string[];
}

const echo = [process.execPath, '-e', 'console.log(JSON.stringify(process.argv.slice(1)))'];
/** Words of what shells read a meaning into, beside letters. */
const characters = Array.from(`ab1 $\`'"\\!*?~#&|;<>(){}[]=%^@,:-_‘’é日`);
const word = fc.string({ unit: fc.constantFrom(...characters), maxLength: 12 });

describe('shell: quoting', () => {
  const real: [executable: string, shell: Shell][] = [
    ['sh', 'posix'],
    ['bash', 'posix'],
    ['fish', 'fish'],
    ['pwsh', 'powershell'],
  ];
  for (const [executable, shell] of real) {
    it(`hands every word over as it is, by a real ${executable}`, function () {
      this.timeout(60_000);
      if (argumentsBy(executable, commandLine(echo, shell) ?? '') === undefined) {
        console.log(`  SKIPPED: there is no ${executable} here, so its quoting was not tried.`);
        this.skip();
      }
      const lists = fc.array(word, { minLength: 30, maxLength: 30 });
      fc.assert(
        fc.property(lists, (words) => {
          const writable = words.filter((each) => commandLine([each], shell) !== undefined);
          const line = commandLine([...echo, '--', ...writable], shell);
          assert.deepEqual(argumentsBy(executable, line ?? ''), writable);
        }),
        { numRuns: 8 },
      );
    });
  }

  it('leaves plain words alone', () => {
    for (const shell of ['posix', 'fish', 'powershell', 'cmd'] as const) {
      assert.equal(
        commandLine(['gcloud', '--project=acme-web', 'a@b.c:d/e'], shell),
        'gcloud --project=acme-web a@b.c:d/e',
      );
    }
  });

  it('writes nothing that acts when it is pasted, whatever the shell', () => {
    for (const shell of ['posix', 'fish', 'powershell', 'cmd'] as const) {
      for (const bad of ['a\nb', 'a\rb', '\u001b[201~rm', 'a\0', 'a\u202eb', 'a\u200bb', '\ud800', 'a\u2028b']) {
        assert.equal(commandLine(['gcloud', bad], shell), undefined, JSON.stringify(bad));
      }
    }
  });

  it('doubles every character that closes a string of PowerShell', () => {
    assert.equal(commandLine(["x'; calc; '"], 'powershell'), "'x''; calc; '''");
    assert.equal(commandLine(['x’; calc; ‘'], 'powershell'), "'x’’; calc; ‘‘'");
    assert.equal(commandLine(['$(calc)'], 'powershell'), "'$(calc)'");
    assert.equal(commandLine(['a,b'], 'powershell'), "'a,b'");
    assert.equal(commandLine(['@args'], 'powershell'), "'@args'");
  });

  it('puts no double quote or backslash into a word for PowerShell, which loses them on the way', () => {
    assert.equal(commandLine(['a"b'], 'powershell'), undefined);
    assert.equal(commandLine(['a b\\'], 'powershell'), undefined);
  });

  it('puts into quotes what cmd.exe would act on, and refuses what quotes do not hold', () => {
    assert.equal(commandLine(['a & calc'], 'cmd'), '"a & calc"');
    assert.equal(commandLine(['a|b>c<d'], 'cmd'), '"a|b>c<d"');
    for (const bad of ['%PATH%', 'a"b', 'a!b', 'a^b']) {
      assert.equal(commandLine([bad], 'cmd'), undefined, bad);
    }
  });

  it('writes an empty word as one', () => {
    assert.equal(commandLine(['a', ''], 'posix'), "a ''");
    assert.equal(commandLine(['a', ''], 'cmd'), 'a ""');
  });

  it('joins two commands so that the second depends on the first', () => {
    assert.equal(bothCommands('a', 'b', 'posix'), 'a && b');
    assert.equal(bothCommands('a', 'b', 'cmd'), 'a && b');
    assert.equal(bothCommands('a', 'b', 'powershell'), 'a; if ($?) { b }');
  });
});

describe('shell: which one it is', () => {
  const cases: [executable: string, shell: Shell][] = [
    ['/bin/bash', 'posix'],
    ['/usr/bin/zsh', 'posix'],
    ['', 'posix'],
    ['/opt/homebrew/bin/fish', 'fish'],
    ['/usr/bin/pwsh', 'powershell'],
    ['C:\\Program Files\\PowerShell\\7\\pwsh.exe', 'powershell'],
    ['C:\\WINDOWS\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', 'powershell'],
    ['C:\\WINDOWS\\system32\\CMD.EXE', 'cmd'],
    ['C:\\Program Files\\Git\\bin\\bash.exe', 'posix'],
  ];
  for (const [executable, shell] of cases) {
    it(`takes ${executable || 'nothing'} for ${shell}`, () => assert.equal(shellOf(executable), shell));
  }
});
