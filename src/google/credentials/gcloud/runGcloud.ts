import { homedir } from 'node:os';
import { couldBeSecret } from '../../../base/secretText.js';
import { ApiError } from '../../apiError.js';
import { serverText } from '../../http/serverText.js';
import { parseJson } from '../../json.js';
import { credentialDomain, credentialError, type CredentialReason } from '../credentialError.js';
import type { CredentialOptions } from '../options.js';
import { gcloudCommand, gcloudNotFound } from './gcloudCommand.js';
import { runProgram, type ProgramEnd } from './runProgram.js';

/** Which gcloud to run, as which account and configuration of it, in which environment. */
export type GcloudOptions = Pick<CredentialOptions, 'gcloud' | 'env'>;

/** A cold start on Windows takes several seconds, a refresh through a slow proxy as long again. */
const deadlineMs = 15_000;

/** `configurations list` prints every property of every configuration. */
const maxOutputBytes = 8 * 1024 * 1024;

/**
 * Runs gcloud and parses what it prints as JSON. Account and configuration are chosen by environment variables, so that
 * nothing of gcloud's own configuration changes.
 * @param args constants, e.g. `['auth', 'list']`; `--format=json` is added.
 * @throws ApiError credentialsMissing, credentialsBroken, signInExpired, reauthRequired, network, certificate, deadline, aborted
 */
export async function runGcloud(
  args: readonly string[],
  { gcloud, env }: GcloudOptions,
  signal?: AbortSignal,
): Promise<unknown> {
  if (couldBeSecret(gcloud.path)) {
    throw credentialError('credentialsMissing', 'gcloudNotFound', 'The path of gcloud is none, and is not shown.');
  }
  const command = gcloudCommand(gcloud.path, [...args, '--format=json'], env);
  const end = await runProgram(command, {
    cwd: homedir(),
    env: gcloudEnvironment({ gcloud, env }),
    timeoutMs: deadlineMs,
    maxBytes: maxOutputBytes,
    signal,
  });
  return readOutput(end, gcloud.path);
}

/** The JSON that gcloud has printed. @throws ApiError as `runGcloud` */
export function readOutput(end: ProgramEnd, program: string): unknown {
  const parsed = parseJson(outputOf(end, program));
  if (parsed === undefined) {
    throw gcloudFailed('gcloud printed something that is not JSON.', program);
  }
  return parsed;
}

function gcloudEnvironment({ gcloud, env }: GcloudOptions): NodeJS.ProcessEnv {
  return {
    ...env,
    ...(gcloud.account !== undefined && { CLOUDSDK_CORE_ACCOUNT: gcloud.account }),
    ...(gcloud.configuration !== undefined && { CLOUDSDK_ACTIVE_CONFIG_NAME: gcloud.configuration }),
    // A question would wait for an answer that nobody can give.
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_CORE_DISABLE_FILE_LOGGING: '1',
    CLOUDSDK_CORE_VERBOSITY: 'error',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1',
    CLOUDSDK_SURVEY_DISABLE_PROMPTS: '1',
  };
}

/** @throws ApiError where it is none that can be used. */
function outputOf(end: ProgramEnd, program: string): string {
  switch (end.how) {
    case 'exited':
      if (!end.succeeded) {
        throw fromStderr(end.stderr, program);
      }
      return end.stdout;
    case 'aborted':
      throw new ApiError({ kind: 'aborted', message: 'gcloud was ended before it answered.' });
    case 'timedOut':
      throw new ApiError({ kind: 'deadline', message: `gcloud did not answer within ${deadlineMs / 1000} s.` });
    case 'tooMuchOutput':
      throw gcloudFailed(`gcloud printed more than ${maxOutputBytes / 1024 / 1024} MB.`, program);
    case 'failed':
      throw end.code === 'ENOENT'
        ? gcloudNotFound(program)
        : gcloudFailed(`gcloud cannot be started (${end.code}).`, program);
  }
}

function gcloudFailed(message: string, program: string): ApiError {
  return credentialError('credentialsBroken', 'gcloudFailed', message, { program });
}

/**
 * gcloud tells what went wrong in words alone: English, on stderr, with exit code 1 for everything. The phrases are those
 * of its exceptions (googlecloudsdk.core.credentials) and of the token endpoint, which it quotes.
 */
const phrases: readonly {
  readonly pattern: RegExp;
  readonly kind: ApiError['facts']['kind'];
  readonly reason?: CredentialReason;
}[] = [
  {
    pattern: /do not currently have an active account selected|does not have any valid credentials/,
    kind: 'credentialsMissing',
    reason: 'gcloudNotSignedIn',
  },
  { pattern: /reauth|\brapt_required\b|invalid_rapt/i, kind: 'reauthRequired' },
  { pattern: /invalid_grant|expired or revoked/, kind: 'signInExpired' },
  { pattern: /CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerification/, kind: 'certificate' },
  {
    pattern: /ConnectionError|Max retries exceeded|Failed to establish a new connection|Unable to find the server/,
    kind: 'network',
  },
];

function fromStderr(stderr: string, program: string): ApiError {
  const message = serverText(reasonIn(stderr) ?? 'gcloud failed without a word.');
  const found = phrases.find(({ pattern }) => pattern.test(stderr));
  const reason = found === undefined ? 'gcloudFailed' : found.reason;
  return new ApiError({
    kind: found?.kind ?? 'credentialsBroken',
    message,
    metadata: { program },
    ...(reason !== undefined && { reason, domain: credentialDomain }),
  });
}

/**
 * gcloud's own line of error; where it did not get that far (a Python that is missing or breaks off with a traceback, a
 * shell that cannot start it), the last line is the reason.
 */
function reasonIn(stderr: string): string | undefined {
  const own = /^ERROR: (?:\([\w.-]+\) )?(.+)$/m.exec(stderr)?.[1];
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== '');
  // Of a traceback, the exception stands at the margin and the code that raised it does not.
  const last = lines.findLast((line) => /^\S/.test(line) && !line.startsWith('Traceback')) ?? lines.at(-1);
  return own ?? last?.trim();
}
