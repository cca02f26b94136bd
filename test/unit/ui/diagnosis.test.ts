import assert from 'node:assert/strict';
import { withoutHome, withoutUserInfo } from '../../../src/ui/diagnosis/blank.js';
import { code, heading, list, table } from '../../../src/ui/diagnosis/markdown.js';

describe('what a report leaves out', () => {
  it('user names and passwords in addresses, whatever they look like', () => {
    const cases: readonly [address: string, shown: string][] = [
      ['http://me:secret@proxy.corp:8080', 'http://***@proxy.corp:8080'],
      ['http://me:s3cr@t@proxy.corp:8080/', 'http://***@proxy.corp:8080/'],
      ['me:secret@proxy.corp:8080', '***@proxy.corp:8080'],
      ['//me@proxy.corp', '//***@proxy.corp'],
      ['socks5h://DOMAIN%5Cme:p%40ss@10.0.0.1:1080', 'socks5h://***@10.0.0.1:1080'],
      ['http://proxy.corp/wpad.dat?token=secret', 'http://proxy.corp/wpad.dat?***'],
    ];
    for (const [address, shown] of cases) {
      assert.equal(withoutUserInfo(address), shown);
    }
  });

  it('nothing of an address without them', () => {
    for (const address of ['http://proxy.corp:8080', 'localhost,127.0.0.1,.corp', 'override', 'http://h/a@b']) {
      assert.equal(withoutUserInfo(address), address);
    }
  });

  it('the home folder', () => {
    assert.equal(withoutHome('/home/ada/.config/gcloud/x.json', '/home/ada'), '~/.config/gcloud/x.json');
    assert.equal(withoutHome('C:\\Users\\Ada\\key.json', 'c:\\users\\ada'), '~\\key.json');
    assert.equal(withoutHome('/etc/key.json', '/home/ada'), '/etc/key.json');
    assert.equal(withoutHome('/etc/key.json', '/'), '/etc/key.json');
  });
});

describe('Markdown of a report', () => {
  it('keeps a text in its cell, whatever a server wrote', () => {
    const hostile = 'a | b\n| c `x` <img src=x> [l](command:evil)';
    const lines = table(['API', ''], [[hostile, code(hostile)]]).split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[2]?.replace(/\\\|/g, '').split('|').length, 4);
    assert.match(lines[2], /\\<img src=x\\> \\\[l\\\]/);
  });

  it('ends code where it ends', () => {
    assert.equal(code('a'), '`a`');
    assert.equal(code('a `` b'), '``` a `` b ```');
    assert.equal(code(' \n'), '');
  });

  it('ends code of any length where it ends', () => {
    const text = 'a`'.repeat(200_000);
    assert.equal(code(text), `\`\` ${text} \`\``);
  });

  it('makes one line of a heading and of each item', () => {
    assert.equal(heading(2, 'a\n# b'), '## a \\# b\n');
    assert.equal(list(['a', 'b']), '- a\n- b\n');
    assert.equal(table(['x'], []), '');
  });
});
