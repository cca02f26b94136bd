import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ApiErrorFacts, ApiErrorKind } from '../../src/google/apiError.js';
import { requestCancellation, type Cancellation, type CancellationOutcome } from '../../src/operations/cancellation.js';
import type { OperationReading } from '../../src/operations/operation.js';
import { statusBarContent } from '../../src/ui/statusBar/content.js';
import { ownArguments } from '../../src/ui/words/remedy.js';
import { errorWords } from '../../src/ui/words/apiError.js';
import { ago, duration, runningDuration } from '../../src/ui/words/duration.js';
import { operationLabel, operationPhrase } from '../../src/ui/words/label.js';
import { shownMoment } from '../../src/ui/words/time.js';
import { aCollection, aReading } from '../unit/support/fixtures.js';
import { extension } from './support/host.js';

describe('words of an operation', () => {
  const cases: [fields: Partial<OperationReading>, label: string][] = [
    [{ verb: 'CREATE', target: 'etl-7', targetKind: 'cluster' }, 'Create cluster etl-7'],
    [{ verb: 'UPDATE_LABELS', target: 'drivers', targetKind: 'nodeGroup' }, 'Update labels of node group drivers'],
    [{ verb: 'BATCH', target: 'projects/p/locations/l/batches/nightly' }, 'Run batch nightly'],
    [{ verb: 'create', target: 'projects/p/locations/l/deliveryPipelines/w/releases/web-1' }, 'Create release web-1'],
    [{ verb: 'COUNT_ARTIFACTS', target: 'm-1', targetKind: 'matter' }, 'Count artifacts in matter m-1'],
    [{ verb: 'MIGRATE', target: 'projects/p/locations/l/widgetPolicies/x' }, 'Migrate widget policy x'],
    [{ verb: 'RESTORE_BACKUP', target: undefined, targetKind: undefined }, 'Restore backup'],
    [{ verb: undefined, target: 'projects/p/instances/db', targetKind: undefined }, 'Operation on instance db'],
    [{ verb: undefined, target: undefined, targetKind: undefined }, 'Operation one'],
    [{ verb: 'DELETE', target: 'Etl', targetKind: undefined }, 'Delete Etl'],
    [{ verb: 'create', target: 'c', targetKind: 'cluster' }, 'Create cluster c'],
    [{ verb: 'DELETE_BACKUP', target: 'projects/p/instances/p:main' }, 'Delete backup of instance main'],
    [{ verb: 'setLabels', target: 'projects/p/global/images/i' }, 'Set labels of image i'],
    [{ verb: 'detachDisk', target: 'projects/p/zones/z/instances/web' }, 'Detach disk from instance web'],
    [{ verb: 'import', object: 'resources', target: 'projects/p/datasets/d' }, 'Import resources in dataset d'],
    [{ verb: 'export', targetKind: 'entities', target: 'gs://backup' }, 'Export entities to backup'],
    [{ verb: 'insert', target: undefined, targetKind: undefined }, 'Create'],
  ];
  for (const [fields, label] of cases) {
    it(`says ${label}`, () => {
      assert.equal(operationLabel(aReading({ targetKind: undefined, ...fields })), label);
    });
  }

  it('begins in lower case within a sentence', () => {
    assert.equal(operationPhrase(aReading()), 'create cluster etl-7');
  });
});

describe('words of time', () => {
  it('have two units at most, and one for what is long ago or still runs', () => {
    assert.equal(duration(72_000), '1 min 12 sec');
    assert.equal(duration(3_600_000), '1 hr');
    assert.equal(runningDuration(299_000), '4 min');
    assert.equal(runningDuration(4_000_000), '1 hr 6 min');
    assert.equal(ago(7_600_000), '2 hr. ago');
    assert.equal(ago(2000), 'just now');
    assert.equal(ago(-60_000), 'just now');
  });

  it('name the day of a moment where that is not today', () => {
    const noon = new Date(2026, 10, 26, 12).getTime();
    assert.match(shownMoment(noon - 3_600_000, noon), /^11:00:00\sAM$/);
    assert.match(shownMoment(noon - 86_400_000, noon), /^Nov 25, 2026, 12:00:00\sPM$/);
  });
});

/** Each kind with facts as servers send them, and the row text and remedy it has to have. */
const errors: Record<ApiErrorKind, [facts: Partial<ApiErrorFacts>, title: string, remedy: string | undefined]> = {
  credentialsMissing: [{}, 'No credential found', 'cloudOperations.selectCredentials'],
  credentialsBroken: [{}, 'Credential cannot be used', 'cloudOperations.selectCredentials'],
  signInExpired: [{}, 'Sign-in has expired', 'cloudOperations.copyCommand'],
  reauthRequired: [{}, 'Fresh sign-in required', 'cloudOperations.copyCommand'],
  tokenRejected: [{}, 'Access token not accepted', 'cloudOperations.copyCommand'],
  scopeInsufficient: [
    { scopes: ['https://www.googleapis.com/auth/ediscovery'] },
    'Token lacks a scope',
    'cloudOperations.copyCommand',
  ],
  apiDisabled: [{ host: 'dataproc.googleapis.com' }, 'API not enabled', 'cloudOperations.openLink'],
  quotaProjectMissing: [{}, 'Quota project missing', 'cloudOperations.openSettings'],
  quotaProjectDenied: [{}, 'Quota project cannot be used', 'cloudOperations.openSettings'],
  permissionDenied: [
    { metadata: { permission: 'dataproc.operations.list' } },
    'No permission dataproc.operations.list',
    'cloudOperations.copyGrantCommand',
  ],
  securityPolicy: [{ metadata: { uid: 'u-1' } }, 'Blocked by VPC Service Controls', 'cloudOperations.copyText'],
  orgPolicy: [{}, 'Blocked by organization policy', 'cloudOperations.copyText'],
  locationUnavailable: [{ metadata: { location: 'me-central2' } }, 'No access to this location', undefined],
  projectDeleted: [{}, 'Project deleted', 'cloudOperations.selectProjects'],
  projectSuspended: [{}, 'Project suspended or deleted', 'cloudOperations.selectProjects'],
  billingDisabled: [{}, 'Billing not enabled', 'cloudOperations.openLink'],
  rateLimited: [{ retryAfterMs: 26_000 }, 'Quota exceeded, retry in 26 sec', 'cloudOperations.refresh'],
  notFound: [{}, 'Not found', 'cloudOperations.selectProjects'],
  unimplemented: [{}, 'Not supported here', undefined],
  failedPrecondition: [{}, 'Request refused', 'cloudOperations.copyText'],
  invalidArgument: [{}, 'Request refused', 'cloudOperations.copyText'],
  unavailable: [{}, 'Service unavailable', 'cloudOperations.refresh'],
  deadline: [{}, 'No answer in time', 'cloudOperations.refresh'],
  network: [{ networkCode: 'ENOTFOUND' }, 'Not reachable (ENOTFOUND)', 'cloudOperations.refresh'],
  certificate: [{}, 'Certificate not trusted', 'cloudOperations.openSettings'],
  aborted: [{}, 'Stopped', 'cloudOperations.refresh'],
  garbled: [{}, 'Answer not understood', 'cloudOperations.refresh'],
  pagingLoop: [{}, 'Listing never ends', 'cloudOperations.refresh'],
  tooManyProjects: [{ metadata: { most: '1000' } }, 'Too many projects', 'cloudOperations.selectProjects'],
  endpointInvalid: [{}, 'Endpoint override not valid', 'cloudOperations.openSettings'],
  originNotAllowed: [
    { metadata: { origin: 'https://proxy.example' } },
    'Address not allowed',
    'cloudOperations.allowOrigin',
  ],
  redirected: [{}, 'Redirected', 'cloudOperations.refresh'],
  other: [{ status: 'INTERNAL', httpStatus: 500 }, 'Fault of the server (INTERNAL)', 'cloudOperations.refresh'],
};

describe('words of an error', () => {
  let registered: Set<string>;

  before(async () => {
    await extension().activate();
    registered = new Set(await vscode.commands.getCommands(true));
  });

  for (const [kind, [facts, title, remedy]] of Object.entries(errors)) {
    it(`${kind}: ${title}`, () => {
      const words = errorWords({ kind: kind as ApiErrorKind, message: 'The server’s words.', ...facts }, 'acme');
      assert.equal(words.title, title);
      assert.equal(words.remedy?.command, remedy);
      assert.ok(words.detail.length > 20);
      if (words.remedy) {
        assert.ok(registered.has(words.remedy.command));
        assert.ok(words.remedy.title.length > 0);
      }
    });
  }

  it('says what the server advises', () => {
    const facts = { kind: 'locationUnavailable', message: '', metadata: { location: 'me-central2' } } as const;
    const { detail } = errorWords({ ...facts, advice: 'Ask our sales team.' }, 'acme');
    assert.match(detail, /location me-central2 does not exist, or .* no access.*Ask our sales team\.$/);
  });

  it('names the limit that is used up', () => {
    const metadata = { description: 'FBS quota limit exceeded', subject: 'QUOTA_EXCEEDED' };
    assert.match(
      errorWords({ kind: 'rateLimited', message: '', metadata }, 'acme').detail,
      /: FBS quota limit exceeded$/,
    );
  });

  it('hands over a login that asks for the missing scope', () => {
    const scope = 'https://www.googleapis.com/auth/ediscovery';
    const { remedy, detail } = errorWords({ kind: 'scopeInsufficient', message: '', scopes: [scope] }, undefined);
    assert.deepEqual(ownArguments.command.read(remedy?.args[0]), { kind: 'login', scopes: [scope] });
    assert.match(detail, /: ediscovery\./);
  });
});

describe('words of the status bar', () => {
  const now = Date.UTC(2026, 0, 1);
  const monotonic = 1_000;
  const idle = { mode: 'idle' } as const;
  let ids = 0;

  function request(change: Partial<Cancellation> = {}): Cancellation {
    const subject = { collection: aCollection({ title: 'Dataproc' }), reading: aReading(), location: 'us-central1' };
    return { ...requestCancellation(subject, String(ids++), now - 5000), delivery: 'accepted', ...change };
  }
  const decided = (outcome: CancellationOutcome, change: Partial<Cancellation> = {}): Cancellation =>
    request({ outcome, decidedAt: now, ...change });
  const text = (active: Cancellation[], ended: Cancellation[]): string | undefined =>
    statusBarContent({ active, decided: ended, poller: idle, now, monotonic })?.text;

  it('says nothing when there is nothing to say', () => {
    assert.equal(text([], []), undefined);
  });

  it('counts what is being cancelled', () => {
    assert.equal(text([request(), request()], []), '$(loading~spin) Cancelling etl-7 and 1 more');
  });

  it('has its own sentence for every outcome, and calls one of them cancelled', () => {
    const sentences = {
      cancelled: '$(circle-slash) cancelled: create cluster etl-7 (us-central1)',
      completedAnyway: '$(pass) etl-7: finished before it could be cancelled',
      failed: '$(error) etl-7: failed before it could be cancelled',
      refused: '$(warning) cancel refused: create cluster etl-7 (us-central1)',
      unsupported: '$(warning) etl-7: cancel not supported',
      expired: '$(question) etl-7: expired before its end could be read',
    } as const;
    for (const [outcome, sentence] of Object.entries(sentences)) {
      assert.equal(text([], [decided(outcome as CancellationOutcome)]), sentence);
    }
  });

  it('does not call cancelling what nobody can tell', () => {
    assert.equal(
      text([request({ outcome: 'unknown' })], []),
      '$(question) outcome unknown: create cluster etl-7 (us-central1)',
    );
    assert.equal(
      text([request({ delivery: 'unconfirmed' })], []),
      '$(question) cancel unconfirmed: create cluster etl-7 (us-central1)',
    );
    assert.equal(
      text([request(), request({ outcome: 'unknown' })], []),
      '$(loading~spin) Cancelling etl-7, 1 in doubt',
    );
  });

  it('keeps a fresh end in front of what goes on, until another cancel is asked for', () => {
    const end = decided('refused');
    assert.equal(text([request()], [end]), '$(warning) etl-7: cancel refused · Cancelling etl-7');
    assert.equal(text([request({ requestedAt: now + 1 })], [end]), '$(loading~spin) Cancelling etl-7');
    assert.equal(
      text([request()], [decided('refused', { decidedAt: now - 9000 })]),
      '$(loading~spin) Cancelling etl-7',
    );
  });

  it('sums up requests that were open at the same time, and tells those one after the other singly', () => {
    const [first, second] = [decided('cancelled', { decidedAt: now - 1000 }), decided('refused')];
    assert.equal(text([], [second, first]), '$(warning) etl-7 and 1 more: 1 cancelled, 1 refused');
    const earlier = decided('cancelled', { requestedAt: now - 20_000, decidedAt: now - 10_000 });
    assert.equal(text([], [second, earlier]), '$(warning) cancel refused: create cluster etl-7 (us-central1)');
  });

  it('tells three kinds of end apart at most, and all of them in the tooltip', () => {
    const ends = (['cancelled', 'cancelled', 'completedAnyway', 'failed', 'refused'] as const).map((each) =>
      decided(each),
    );
    const three = ends.slice(0, 4);
    assert.equal(text([], three), '$(circle-slash) etl-7 and 3 more: 2 cancelled, 1 finished anyway, 1 failed');
    assert.equal(text([], ends), '$(circle-slash) etl-7 and 4 more: 2 cancelled, 1 finished anyway, 2 others');
    const content = statusBarContent({ active: [], decided: ends, poller: { mode: 'idle' }, now, monotonic });
    assert.match(content?.tooltip ?? '', /^2 cancelled, 1 finished anyway, 1 failed, 1 refused$/m);
  });

  it('never ends within a word, and has the whole text in the tooltip and for those who hear it', () => {
    for (let length = 1; length < 70; length++) {
      const word = 'x'.repeat(length);
      const reading = aReading({ verb: 'RESTORE', object: undefined, target: undefined, name: `operations/${word}` });
      const ended = [decided('refused', { reading, location: `zone of ${word} words` })];
      const content = statusBarContent({ active: [], decided: ended, poller: idle, now, monotonic });
      const whole = content?.spoken ?? '';
      const shown = content?.text.replace(/^\S+ /, '') ?? '';
      assert.ok(shown.length <= 60, shown);
      if (shown !== whole) {
        const kept = shown.slice(0, -1);
        assert.ok(shown.endsWith('…') && whole.startsWith(kept), shown);
        assert.match(whole.slice(kept.length), /^[\s(,:]/, shown);
        assert.ok(content?.tooltip.startsWith(whole));
      }
    }
  });

  it('says what is watched, by its name and a count', () => {
    const watched = ['etl-7', 'old-2', 'dbt'].map((target) => ({ reading: aReading({ target }) }));
    const says = (count: number) =>
      statusBarContent({ active: [], decided: [], watched: watched.slice(0, count), poller: idle, now, monotonic });
    assert.equal(says(0), undefined);
    assert.equal(says(1)?.text, '$(eye) Watching etl-7');
    assert.equal(says(2)?.text, '$(eye) Watching etl-7 and 1 more');
    assert.match(
      says(3)?.tooltip ?? '',
      /^watched: create cluster etl-7\nwatched: create cluster old-2\nwatched: .*dbt$/m,
    );
  });

  it('turns once at most, whatever goes on', () => {
    const many = Array.from({ length: 40 }, () => request());
    const content = statusBarContent({ active: many, decided: [decided('failed')], poller: idle, now, monotonic });
    assert.ok([...(content?.text ?? '').matchAll(/spin/g)].length <= 1);
    assert.doesNotMatch(content?.tooltip ?? '', /\$\(/);
  });

  it('shows a name that looks like an icon as a name', () => {
    const reading = aReading({ target: '$(bug)', targetKind: undefined, verb: 'CREATE' });
    assert.doesNotMatch(text([], [decided('cancelled', { reading })]) ?? '', /\$\(bug\)/);
  });

  it('tells what the poller does', () => {
    const tooltip = (poller: Parameters<typeof statusBarContent>[0]['poller']): string =>
      statusBarContent({ active: [request()], decided: [], poller, now, monotonic })?.tooltip ?? '';
    assert.match(tooltip({ mode: 'waiting', nextAt: monotonic + 12_000 }), /Next look in 12 sec/);
    assert.match(tooltip({ mode: 'paused' }), /Paused while the window has no focus/);
    const error = { kind: 'rateLimited', message: '429' } as const;
    assert.match(
      tooltip({ mode: 'backingOff', until: monotonic + 30_000, error }),
      /Backing off for 30 sec: Quota exceeded/,
    );
  });
});
