import assert from 'node:assert/strict';
import { baseUrlProblem } from '../../../src/base/baseUrl.js';

const problem = (url: string): string | undefined => baseUrlProblem(new URL(url));

describe('the base of requests that carry an access token', () => {
  it('is https, or http on this machine, with or without a path', () => {
    for (const url of [
      'https://dataproc.example.com',
      'https://dataproc.example.com:8443/google/',
      'http://localhost:8080',
      'http://LOCALHOST/',
      'http://127.0.0.1:1/path',
      'http://127.9.8.7',
      'http://[::1]:99',
    ]) {
      assert.equal(problem(url), undefined, url);
    }
  });

  it('is nothing that others can read along', () => {
    for (const url of [
      'http://dataproc.example.com',
      'http://localhost.example.com',
      'http://127.0.0.1.example.com',
      'http://10.0.0.1',
      'http://[::2]',
      'ftp://localhost',
      'file:///etc/hosts',
    ]) {
      assert.equal(problem(url), 'insecure', url);
    }
  });

  it('holds no credential, query or fragment', () => {
    assert.equal(problem('https://me@example.com'), 'userInfo');
    assert.equal(problem('https://:secret@example.com'), 'userInfo');
    assert.equal(problem('https://example.com/?key=1'), 'queryOrFragment');
    assert.equal(problem('https://example.com/#here'), 'queryOrFragment');
  });
});
