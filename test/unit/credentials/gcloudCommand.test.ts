import assert from 'node:assert/strict';
import { gcloudCommand } from '../../../src/google/credentials/gcloud/gcloudCommand.js';
import { isApiError } from '../../../src/google/apiError.js';

const sdk = 'C:\\Program Files (x86)\\Google\\Cloud SDK\\google-cloud-sdk\\bin';
const env = { Path: `relative\\folder;C:\\Windows;${sdk}`, COMSPEC: 'C:\\Windows\\system32\\cmd.exe' };
const args = ['config', 'config-helper', '--format=json'];

function onWindows(program: string, files: readonly string[]): ReturnType<typeof gcloudCommand> {
  return gcloudCommand(program, args, env, 'win32', (file) => files.includes(file));
}

describe('how gcloud is started', () => {
  it('is without a shell where that is possible', () => {
    assert.deepEqual(gcloudCommand('gcloud', args, {}, 'linux'), { file: 'gcloud', args, verbatim: false });
    const exe = `${sdk}\\gcloud.exe`;
    assert.deepEqual(onWindows('gcloud', [exe]), { file: exe, args, verbatim: false });
  });

  it('is through cmd.exe for a batch file, with the path found here and quoted for it', () => {
    assert.deepEqual(onWindows('gcloud', [`${sdk}\\gcloud.cmd`]), {
      file: 'C:\\Windows\\system32\\cmd.exe',
      args: ['/d', '/s', '/c', `""${sdk}\\gcloud.cmd" config config-helper --format=json"`],
      verbatim: true,
    });
    const given = onWindows('D:\\tools\\gcloud.cmd', ['D:\\tools\\gcloud.cmd']);
    assert.equal(given.args[3], '""D:\\tools\\gcloud.cmd" config config-helper --format=json"');
  });

  it('never takes a gcloud of the folder it runs in', () => {
    for (const planted of ['gcloud.cmd', '.\\gcloud.cmd', 'relative\\folder\\gcloud.cmd']) {
      assert.throws(
        () => onWindows('gcloud', [planted]),
        (error) => isApiError(error) && error.facts.reason === 'gcloudNotFound',
      );
    }
  });

  it('refuses what cmd.exe would interpret', () => {
    for (const file of [
      'C:\\a&calc\\gcloud.cmd',
      'C:\\%TEMP%\\gcloud.cmd',
      'C:\\a"b\\gcloud.cmd',
      'C:\\a^b\\gcloud.bat',
    ]) {
      assert.throws(
        () => onWindows(file, [file]),
        (error) => isApiError(error) && error.facts.kind === 'credentialsBroken',
      );
    }
    for (const argument of ['dev@example.com', '--account=dev@example.com', '& calc', '"', '--format=json & calc']) {
      assert.throws(() => gcloudCommand('gcloud', [argument], {}, 'linux'), RangeError);
    }
  });
});
