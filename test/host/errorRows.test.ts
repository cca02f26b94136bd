import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ErrorCase } from '../emulator/index.js';
import type { Problem } from '../../src/watch/problem.js';
import { openHost, type Host } from './support/host.js';
import { Messages } from './support/messages.js';
import { OpenedLinks } from './support/openedLinks.js';
import { allRows, clickRemedy, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';

/** What the token endpoint alone answers; `the credential` below. */
type TokenCase = 'invalidGrant' | 'invalidRapt' | 'raptRequired';

/** What a click on the row does. */
type Effect =
  | { readonly opens: RegExp }
  | { readonly copies: RegExp }
  | { readonly setting: string }
  | { readonly runs: 'cloudOperations.refresh' | 'cloudOperations.selectProjects' }
  | undefined;

const login: Effect = { copies: /^gcloud auth application-default login$/ };
const refresh: Effect = { runs: 'cloudOperations.refresh' };
const quotaProject: Effect = { setting: 'cloudOperations.quotaProject' };
const words: Effect = { copies: /./ };
const iam: Effect = { opens: /^https:\/\/console\.cloud\.google\.com\/iam-admin\/iam\?project=/ };
const grant: Effect = {
  copies: /^gcloud projects add-iam-policy-binding \S+ --member=user:dev@example\.com --role=roles\/dataproc\.viewer$/,
};
const activation: Effect = {
  opens: /^https:\/\/console\.developers\.google\.com\/apis\/api\/dataproc\.googleapis\.com\/overview\?project=/,
};
const clock = String.raw`\d{1,2}:\d\d:\d\d\s?[AP]M`;

/** Every answer of the error table: the row's description, and what its click does. */
const table: Record<Exclude<ErrorCase, TokenCase>, readonly [description: RegExp, effect: Effect]> = {
  apiDisabled: [/^API not enabled · Enable…$/, activation],
  apiDisabledOlder: [/^API not enabled · Enable…$/, activation],
  quotaProjectMissing: [/^Quota project missing · Set Quota Project…$/, quotaProject],
  quotaProjectDenied: [/^Quota project cannot be used · Set Quota Project…$/, quotaProject],
  permissionDenied: [/^No permission dataproc\.operations\.list · Copy Grant Command$/, grant],
  permissionDeniedByService: [/^No permission dataproc\.operations\.list · Copy Grant Command$/, grant],
  permissionDeniedBare: [/^No permission dataproc\.operations\.list · Copy Grant Command$/, grant],
  scopeInsufficient: [
    /^Token lacks a scope · Copy Login Command$/,
    { copies: /^gcloud auth application-default login --scopes=openid,.*cloud-platform$/ },
  ],
  credentialsMissing: [/^Access token not accepted · Copy Login Command$/, login],
  tokenExpired: [/^Access token not accepted · Copy Login Command$/, login],
  tokenTypeUnsupported: [/^Access token not accepted · Copy Login Command$/, login],
  accountStateInvalid: [/^Access token not accepted · Copy Login Command$/, login],
  vpcServiceControls: [/^Blocked by VPC Service Controls · Copy Error$/, { copies: /k3JQ9/ }],
  resourceUsageRestricted: [/^Blocked by organization policy · Copy Error$/, { copies: /restrictServiceUsage/ }],
  billingDisabled: [
    /^Billing not enabled · Open Billing…$/,
    { opens: /^https:\/\/console\.cloud\.google\.com\/billing\/linkedaccount\?project=/ },
  ],
  consumerInvalid: [/^No permission · Open IAM…$/, iam],
  rateLimited: [new RegExp(`^Quota exceeded, retry after ${clock} · Try Again$`), refresh],
  rateLimitedByHeader: [new RegExp(`^Quota exceeded, retry after ${clock} · Try Again$`), refresh],
  rateLimitedBare: [/^Quota exceeded · Try Again$/, refresh],
  unavailable: [/^Service unavailable · Try Again$/, refresh],
  unavailableRetryAfter: [new RegExp(`^Service unavailable, retry after ${clock} · Try Again$`), refresh],
  notFound: [/^Not found · Choose Projects…$/, { runs: 'cloudOperations.selectProjects' }],
  gatewayNotFound: [/^Not found · Choose Projects…$/, { runs: 'cloudOperations.selectProjects' }],
  invalidArgument: [/^Request refused · Copy Error$/, words],
  failedPrecondition: [/^Request refused · Copy Error$/, words],
  aborted: [/^Failed \(ABORTED\) · Try Again$/, refresh],
  cancelled: [/^Request broken off · Try Again$/, refresh],
  unknown: [/^Fault of the server \(UNKNOWN\) · Try Again$/, refresh],
  internal: [/^Fault of the server \(INTERNAL\) · Try Again$/, refresh],
  dataLoss: [/^Fault of the server \(DATA_LOSS\) · Try Again$/, refresh],
  deadlineExceeded: [/^No answer in time · Try Again$/, refresh],
  unimplemented: [/^Not supported here$/, undefined],
  gatewayUnimplemented: [/^Not supported here$/, undefined],
  htmlNotFound: [/^Answer not understood · Try Again$/, refresh],
  htmlBadGateway: [/^Service unavailable · Try Again$/, refresh],
  plainText: [/^Answer not understood · Try Again$/, refresh],
  emptyBody: [/^Fault of the server \(HTTP 500\) · Try Again$/, refresh],
};

function problemsOf({ element }: ShownRow): readonly Problem[] {
  return element.type === 'problem' ? [element.problem] : element.type === 'cause' ? element.cause.problems : [];
}

const cases = Object.keys(table) as (keyof typeof table)[];
const projectOf = (name: string): string => `case-${name.toLowerCase()}`;

describe('the row of each answer of the error table', function () {
  // A rate limit is waited out once, as long as the server asks for, before its row comes: 26 s.
  this.timeout(90_000);
  let host: Host;
  let messages: Messages;
  let links: OpenedLinks;
  let rows: ReadonlyMap<string | undefined, ShownRow>;

  before(async () => {
    messages = new Messages();
    links = new OpenedLinks();
    host = await openHost();
    const { control } = host.emulator;
    for (const name of cases) {
      const project = projectOf(name);
      control.addProject({ projectId: project });
      control.inject({
        service: 'dataproc',
        project,
        method: 'operations.list',
        effect: { kind: 'error', case: name },
      });
    }
    // All at once, each in a project of its own: what waits holds up nobody.
    await host.configure({
      'cloudOperations.projects': cases.map(projectOf),
      'cloudOperations.services': ['dataproc'],
      'cloudOperations.regions': ['us-central1'],
    });
    await host.refresh();
    rows = new Map(allRows(host.explorer).flatMap((row) => problemsOf(row).map(({ project }) => [project, row])));
  });

  after(async () => {
    links.restore();
    messages.restore();
    await host.close();
  });

  for (const name of cases) {
    const [description, effect] = table[name];
    it(`${name}: ${description.source.replace(/[\\^$]/g, '')}`, async () => {
      const row = rows.get(projectOf(name));
      assert.ok(row, 'no row');
      assert.equal(row.label, 'Dataproc');
      // What has one cause in several projects is one row, which counts them.
      assert.match(row.description.replace(/ · \d+ projects(?= · )/, ''), description);
      assert.equal(row.description.includes(' projects'), problemsOf(row).length > 1);
      assert.match(row.spoken ?? '', /^Problem: Dataproc, /);
      const { tooltip } = host.explorer.tree.getTreeItem(row.element);
      assert.ok(tooltip instanceof vscode.MarkdownString && tooltip.value.includes('Server’s answer'));
      await expectEffect(row, effect);
    });
  }

  async function expectEffect(row: ShownRow, effect: Effect): Promise<void> {
    if (effect === undefined) {
      assert.equal(row.remedy, undefined);
      return;
    }
    assert.ok(row.remedy);
    assert.equal(row.command, undefined, 'a click only selects the row');
    const { command, args } = row.remedy;
    if ('runs' in effect) {
      // What these do is tested below, and with the projects: once is enough.
      assert.equal(command, effect.runs);
      return;
    }
    links.clear();
    await vscode.env.clipboard.writeText('');
    await clickRemedy(row);
    if ('opens' in effect) {
      assert.match(links.urls.join(), effect.opens);
      assert.ok(
        links.urls.join().includes(row.element.type === 'problem' ? (row.element.problem.project ?? '-') : '-'),
      );
    } else if ('copies' in effect) {
      assert.match(await vscode.env.clipboard.readText(), effect.copies);
    } else {
      assert.deepEqual(args, [effect.setting]);
      await until(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Settings', 'the settings');
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
  }

  it('Try Again reads again, and the row goes', async () => {
    host.emulator.control.clearFaults();
    const row = rows.get(projectOf('internal'))!;
    await clickRemedy(row);
    assert.deepEqual(
      allRows(host.explorer).filter(({ element }) => element.type === 'problem'),
      [],
    );
  });
});
