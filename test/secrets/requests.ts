import type { TracedRequest } from '../emulator/trace.js';

/** A part of a request, named for a report. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/**
 * What an OAuth token or revocation request carries in its body, where the standards put it (RFC 6749 sections 2.3.1,
 * 4.1.3 and 6, RFC 7009, RFC 7523, RFC 7636, RFC 8693).
 */
const secretFields = [
  ...['client_secret', 'code', 'code_verifier', 'refresh_token', 'assertion', 'client_assertion'],
  ...['subject_token', 'actor_token', 'token'],
] as const;

/** Google's token and revocation endpoints, wherever a test puts them: `/oauth2/token`, `/sts/v1/oauthtoken`, … */
const tokenCall = /\/(?:token|oauthtoken|revoke)$/;

/** The headers that are for credentials, with a scheme and one word. */
const credentialHeaders: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization']);
const credentialHeader = /^(\w+) ([^\s,]+)$/;

/** What of a request must hold no secret: all but the places where credentials belong. */
export function openParts(request: TracedRequest): Part[] {
  const { method, url, headers, body } = request;
  return [
    { name: 'address', text: `${method} ${url}` },
    ...Object.entries(headers).map(([name, value]) => ({ name: `header ${name}`, text: openHeader(name, value) })),
    { name: 'body', text: isTokenCall(request) ? withoutSecretFields(request) : body },
  ];
}

/** What was sent as a credential, by name: secrets too, whoever made them. */
export function sentCredentials(request: TracedRequest): Part[] {
  const inHeaders = Object.entries(request.headers).flatMap(([name, value]) => {
    const word = credentialHeaders.has(name) ? credentialHeader.exec(headerText(value))?.[2] : undefined;
    return word === undefined ? [] : [{ name: `sent in ${name}`, text: word }];
  });
  const form = isTokenCall(request) ? formOf(request) : new URLSearchParams();
  return [
    ...inHeaders,
    ...secretFields.flatMap((name) => form.getAll(name).map((text) => ({ name: `sent as ${name}`, text }))),
  ];
}

function isTokenCall({ method, url }: TracedRequest): boolean {
  return method === 'POST' && tokenCall.test(url.replace(/[?#].*/s, ''));
}

function withoutSecretFields(request: TracedRequest): string {
  const form = formOf(request);
  secretFields.forEach((name) => form.delete(name));
  // As pairs, not as a form: whatever is left is searched as it was meant.
  return [...form].map(([name, value]) => `${name}=${value}`).join('\n');
}

/** The fields of a form, or of the JSON that Google's endpoints take as well. */
function formOf({ body }: TracedRequest): URLSearchParams {
  if (!body.trimStart().startsWith('{')) {
    return new URLSearchParams(body);
  }
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(JSON.parse(body) as Record<string, unknown>)) {
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return form;
}

function openHeader(name: string, value: string | readonly string[] | undefined): string {
  const text = headerText(value);
  return credentialHeaders.has(name) ? text.replace(credentialHeader, '$1') : text;
}

function headerText(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join('\n');
}
