import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextOperationId, fromPage } from '../../../../src/ui/timeline/fromPage.js';
import { pageHtml } from '../../../../src/ui/timeline/pageHtml.js';
import type { ToHost } from '../../../../src/ui/timeline/messages.js';

/** One of each, so that a new kind of message is read. */
const samples: { readonly [Type in ToHost['type']]: Extract<ToHost, { type: Type }> } = {
  ready: { type: 'ready' },
  select: { type: 'select', id: 'a' },
  open: { type: 'open', id: 'a' },
  hover: { type: 'hover', id: 'a' },
  export: { type: 'export', svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>' },
  lanes: { type: 'lanes', by: 'region' },
};

describe('messages of the timeline’s page', () => {
  it('are read as they were sent, without anything beside them', () => {
    for (const message of Object.values(samples)) {
      assert.deepEqual(fromPage({ ...message, beside: 1 }), message);
    }
    assert.deepEqual(fromPage({ type: 'select' }), { type: 'select' });
  });

  it('are none where anything in them is of another shape', () => {
    const others: unknown[] = [
      undefined,
      null,
      'ready',
      [],
      {},
      { type: 'toString' },
      { type: 'select', id: 7 },
      { type: 'open' },
      { type: 'open', id: '' },
      { type: 'hover', id: 'x'.repeat(5_000) },
      { type: 'export', svg: '<script></script>' },
      { type: 'export', svg: 1 },
      { type: 'lanes', by: 'constructor' },
    ];
    for (const other of others) {
      assert.equal(fromPage(other), undefined, JSON.stringify(other));
    }
  });

  it('select by nothing but a text', () => {
    fc.assert(
      fc.property(fc.anything(), (id) => {
        const message = fromPage({ type: 'select', id });
        const isText = typeof id === 'string' && id !== '';
        assert.equal(message !== undefined, isText || id === undefined);
      }),
    );
  });

  it('hand a menu’s command the id and nothing else', () => {
    const context = { webviewSection: 'operation', operationId: 'a', preventDefaultContextMenuItems: true };
    assert.equal(contextOperationId(context), 'a');
    assert.equal(contextOperationId({ ...context, webviewSection: 'other' }), undefined);
    assert.equal(contextOperationId({ ...context, operationId: {} }), undefined);
  });
});

describe('the timeline’s document', () => {
  const html = pageHtml({
    cspSource: 'https://page.example',
    script: 'https://page.example/dist/timeline.js?a="b"&c',
    style: 'https://page.example/dist/timeline.css',
    title: '</title><script>alert(1)</script>',
    locale: 'de',
  });

  it('allows its own script and style alone', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'");
    assert.equal(policy, "default-src 'none'; script-src https://page.example; style-src https://page.example");
    assert.doesNotMatch(html, /style=|<style|onload|unsafe/);
  });

  it('has no markup of what it was handed', () => {
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.ok(html.includes('timeline.js?a=&#34;b&#34;&#38;c'));
  });
});
