import assert from 'node:assert/strict';
import { durationParts } from '../../../src/ui/words/durationUnits.js';
import { firstLine, plainLines, plainText, seenText } from '../../../src/ui/words/plainText.js';
import { kindOf } from '../../../src/operations/resourceName.js';
import { beginsWithName, readable, rowName, shownName } from '../../../src/ui/words/readable.js';
import { gcloudRemedyText, type GcloudRemedy } from '../../../src/ui/words/gcloudRemedy.js';
import { activationUrl, isGooglePage, memberOf, remedies } from '../../../src/ui/words/remedy.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe('words: lengths of time', () => {
  const cases: [ms: number, parts: string][] = [
    [0, '0 second'],
    [-5 * minute, '0 second'],
    [999, '0 second'],
    [59_999, '59 second'],
    [minute + 12 * second, '1 minute 12 second'],
    [2 * minute, '2 minute'],
    [3 * hour + 5 * minute + 59 * second, '3 hour 5 minute'],
    [24 * hour + 30 * minute, '1 day'],
    [50 * hour, '2 day 2 hour'],
  ];
  for (const [ms, parts] of cases) {
    it(`says ${ms} ms as ${parts}`, () => {
      assert.equal(
        durationParts(ms)
          .map((part) => part.join(' '))
          .join(' '),
        parts,
      );
    });
  }

  it('keeps to one unit where one is asked for', () => {
    assert.deepEqual(durationParts(3 * hour + 59 * minute, 1), [[3, 'hour']]);
  });
});

describe('words: names', () => {
  it('takes identifiers apart and leaves acronyms', () => {
    assert.equal(readable('UPDATE_LABELS'), 'update labels');
    assert.equal(readable('createFeatureOnlineStore'), 'create feature online store');
    assert.equal(readable('RBACRoleBinding'), 'RBAC role binding');
    assert.equal(readable('CREATE'), 'create');
  });

  it('finds the kind in a resource name', () => {
    assert.equal(kindOf('projects/p/locations/l/deliveryPipelines/web'), 'deliveryPipeline');
    assert.equal(kindOf('projects/p/locations/l/deployPolicies/none'), 'deployPolicy');
    assert.equal(kindOf('projects/p/locations/l/batches/b'), 'batch');
    assert.equal(kindOf('projects/p/locations/l/ingresses/b'), 'ingress');
    assert.equal(kindOf('etl-7'), undefined);
  });

  it('keeps the beginning and the end of a name that is long for a row', () => {
    assert.equal(rowName('projects/p/locations/l/batches/sessionize-clicks-20261122'), 'sessionize…0261122');
    assert.equal(rowName(`clusters/${'x'.repeat(60)}-gpu`), 'xxxxxxxxxx…xxx-gpu');
    assert.equal(rowName('gdpr-export-retry'), 'gdpr-export-retry');
    assert.equal(rowName('matters/83ab4c1e-0000-4000-8000-000000000001'), '83ab4c1e…');
  });

  it('shortens names that a row has no room for', () => {
    assert.equal(shownName('83ab4c1e-7d55-4c2e-9f0a-1b2c3d4e5f60'), '83ab4c1e…');
    assert.equal(shownName(`clusters/${'x'.repeat(60)}`).length, 48);
    assert.equal(shownName('projects/p/regions/r/clusters/etl-7'), 'etl-7');
  });

  it('knows a name at the beginning of a text, with an ending or without, from a word that begins alike', () => {
    const texts = [
      'etl-7',
      'etl-7 の作成',
      'etl-7에 대한 작업',
      'etl-7’nin oluşturulması',
      'etl-70 の作成',
      '작업 etl-7',
    ];
    assert.deepEqual(
      texts.map((text) => beginsWithName(text, 'etl-7')),
      [true, true, true, true, false, false],
    );
    assert.equal(beginsWithName('create cluster c', 'c'), false);
    assert.equal(beginsWithName('create cluster', ''), false);
  });
});

describe('words: text from servers', () => {
  it('shows what looks like an icon or a link as it is', () => {
    const shown = plainText('see $(bug) [here](https://example.com)\nor there');
    assert.doesNotMatch(shown, /\$\(/);
    assert.doesNotMatch(shown, /\]\(/);
    assert.equal(shown.replaceAll('\u2060', ''), 'see $(bug) [here](https://example.com) or there');
  });

  it('leaves out what nobody sees, and what turns the direction of the rest', () => {
    const unseen =
      '\u202e\u2066\u200b\u00ad\ufeff\u034f\u115f\u1160\u17b4\u180e\u2800\u3164\uffa0\u{e0041}\u0007\ue000\ud800';
    for (const character of Array.from(unseen)) {
      assert.equal(seenText(`a${character}b`).replace(' ', ''), 'ab', JSON.stringify(character));
    }
    assert.equal(seenText('\u202eexe.tset'), 'exe.tset');
  });

  it('keeps what people write: scripts that join letters, emoji, accents', () => {
    const family = '👩\u200d👩\u200d👧';
    for (const text of ['می\u200cخواهم', family, 'Zürich', '日本語', 'क्\u200dष', 'e\u0301', '❤\ufe0f\u200d🔥']) {
      assert.equal(plainText(text), text);
    }
  });

  it('makes dead text of every line of a dialog, and keeps the lines', () => {
    assert.equal(plainLines('a\u202e\n[b](command:c)\r\nc'), 'a\n[b]\u2060(command:c)\nc');
  });

  it('opens Google’s pages alone, and lets the address of any other be copied', () => {
    for (const url of [
      'https://cloud.google.com/x',
      'https://google.com/',
      'https://g.co/cloud',
      'https://goo.gle/x',
    ]) {
      assert.equal(remedies.helpLink('help', url).command, 'cloudOperations.openLink', url);
    }
    for (const url of [
      'http://cloud.google.com/',
      'https://evil.example/google.com',
      'https://google.com.evil.example/',
      'https://evilgoogle.com/',
      'https://user@evil.example/',
      'https://console.cloud.google.com:8443/',
      'command:workbench.action.quit',
      'not an address',
    ]) {
      assert.equal(remedies.helpLink('help', url).command, 'cloudOperations.copyText', url);
      assert.equal(isGooglePage(url), false, url);
    }
    const error = { kind: 'apiDisabled', message: '', host: 'dataproc.googleapis.com' } as const;
    const phish = activationUrl({ ...error, metadata: { activationUrl: 'https://evil.example/phish' } }, 'acme');
    assert.equal(phish, 'https://console.cloud.google.com/apis/library/dataproc.googleapis.com?project=acme');
  });

  it('keeps the first line to its length', () => {
    assert.equal(firstLine('quota exceeded\nsee the console', 60), 'quota exceeded');
    assert.equal(firstLine('x'.repeat(80), 10), `${'x'.repeat(9)}…`);
    assert.equal(firstLine('Insufficient CPUS quota in region us-central1', 20), 'Insufficient CPUS…');
    assert.equal(firstLine('Insufficient CPUS, quota', 19), 'Insufficient CPUS…');
    assert.equal(firstLine('クラスタの作成に失敗しました', 8), 'クラスタの作成…');
  });
});

describe('words: remedies', () => {
  const grant = (permission: string, project = 'acme-web'): GcloudRemedy => {
    return { kind: 'grant', project, permission, member: 'user:ada@example.com' };
  };

  it('grants a viewer role where one holds the permission, else a role with that permission alone', () => {
    assert.equal(
      gcloudRemedyText(grant('dataproc.operations.list'), 'posix'),
      'gcloud projects add-iam-policy-binding acme-web --member=user:ada@example.com --role=roles/dataproc.viewer',
    );
    const custom = gcloudRemedyText(grant('dataproc.operations.cancel'), 'posix') ?? '';
    assert.match(
      custom,
      /^gcloud iam roles create dataproc\.operations\.cancel --project=acme-web .* && gcloud projects /,
    );
    assert.match(custom, /--role=projects\/acme-web\/roles\/dataproc\.operations\.cancel$/);
    assert.match(gcloudRemedyText(grant('a.b.c'), 'powershell') ?? '', /=a\.b\.c; if \(\$\?\) \{ gcloud projects /);
  });

  it('keeps what a server sent within one word of the shell, or writes nothing', () => {
    const hostile = grant('a.b.c', "p'; rm -rf ~ #");
    assert.match(gcloudRemedyText(hostile, 'posix') ?? '', /'--project=p'\\''; rm -rf ~ #'/);
    assert.match(gcloudRemedyText(hostile, 'powershell') ?? '', /'--project=p''; rm -rf ~ #'/);
    assert.equal(gcloudRemedyText(grant('a.b.c', '%PATH%'), 'cmd'), undefined);
    assert.equal(gcloudRemedyText(grant('a\nrm -rf ~'), 'posix'), undefined);
  });

  it('asks for the missing scope and all that a login asks for by default', () => {
    const scope = 'https://www.googleapis.com/auth/ediscovery';
    assert.equal(
      gcloudRemedyText({ kind: 'login', scopes: [scope] }, 'posix'),
      `gcloud auth application-default login --scopes=openid,https://www.googleapis.com/auth/userinfo.email,https://www.googleapis.com/auth/cloud-platform,${scope}`,
    );
    const odd = gcloudRemedyText({ kind: 'login', scopes: ['$(calc)'] }, 'posix');
    assert.match(odd ?? '', /'--scopes=openid,.*\$\(calc\)'$/);
  });

  it('names the kind of account in a policy', () => {
    assert.equal(memberOf('ada@example.com'), 'user:ada@example.com');
    assert.equal(memberOf('ci@acme.iam.gserviceaccount.com'), 'serviceAccount:ci@acme.iam.gserviceaccount.com');
  });

  it('opens the page that the server names, else the API in the console', () => {
    const error = { kind: 'apiDisabled', message: '', host: 'dataproc.googleapis.com' } as const;
    assert.equal(
      activationUrl({ ...error, metadata: { activationUrl: 'https://console.cloud.google.com/enable' } }, 'acme'),
      'https://console.cloud.google.com/enable',
    );
    assert.equal(
      activationUrl({ ...error, metadata: { activationUrl: 'javascript:alert(1)' } }, 'example.com:etl'),
      'https://console.cloud.google.com/apis/library/dataproc.googleapis.com?project=example.com%3Aetl',
    );
  });
});
