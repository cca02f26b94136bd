import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { complain, confirm, inform, pickOne, setItems, createPick, warn } from '../../src/ui/show.js';
import { Tooltip } from '../../src/ui/tree/tooltip.js';
import { seenItem } from '../../src/ui/tree/seenItem.js';
import { Messages } from './support/messages.js';

const hostile = 'x [Fix](command:workbench.action.quit) $(pass) \u202etxt\u200b';

describe('texts of others', () => {
  let messages: Messages;

  beforeEach(() => {
    messages = new Messages();
  });
  afterEach(() => messages.restore());

  it('are dead in notifications and dialogs', async () => {
    await Promise.race([Promise.all([inform(hostile), warn(hostile), complain(hostile)]), Promise.resolve()]);
    void confirm({ text: hostile, detail: `${hostile}\n${hostile}`, act: 'Do It', keep: 'Leave It' });
    assert.equal(messages.shown.length, 4);
    for (const { text, detail = '' } of messages.shown) {
      assert.doesNotMatch(text + detail, /\]\(|\$\(|\u202e|\u200b/);
    }
    assert.equal(messages.shown.at(-1)?.detail?.split('\n').length, 2);
  });

  it('are dead in pickers, which give back the items that they were given', async () => {
    const { showQuickPick } = vscode.window;
    let shown: readonly vscode.QuickPickItem[] = [];
    const choose = (items: readonly vscode.QuickPickItem[]): Promise<unknown> => {
      shown = items;
      return Promise.resolve(items[1]);
    };
    Object.assign(vscode.window, { showQuickPick: choose });
    const items = [{ label: 'a' }, { label: hostile, description: hostile, detail: hostile, kept: true }];
    try {
      assert.equal(await pickOne(items, { title: hostile }), items[1]);
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
    const { label = '', description = '', detail = '' } = shown[1] ?? {};
    assert.doesNotMatch(label + description + detail, /\$\(|\u202e|\u200b/);

    const pick = createPick();
    try {
      const [set] = setItems(pick, [{ label: hostile }]);
      assert.doesNotMatch(set?.label ?? '$(', /\$\(/);
      assert.equal(pick.items[0]?.label, set?.label);
    } finally {
      pick.dispose();
    }
  });

  it('end no address of a hover', () => {
    const tooltip = new Tooltip('a');
    tooltip.link('Page', 'https://console.cloud.google.com/x?q=a)[b](command:evil)<c>&d=(e)');
    const [, address] = /\[Page\]\(([^)]*)\)$/.exec(tooltip.markdown.value) ?? [];
    assert.equal(address, 'https://console.cloud.google.com/x?q=a%29[b]%28command:evil%29%3Cc%3E&d=%28e%29');
    assert.equal(tooltip.markdown.isTrusted, false);
  });

  it('show in rows what people can see of them', () => {
    const item = new vscode.TreeItem('a\u202eb\u3164');
    item.description = 'c\u2066d';
    item.accessibilityInformation = { label: 'e\u200bf' };
    const seen = seenItem(item);
    assert.deepEqual([seen.label, seen.description, seen.accessibilityInformation?.label], ['ab', 'cd', 'ef']);
  });
});
