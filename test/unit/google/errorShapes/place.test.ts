import { detail, envelope, info, itReads } from './shape.js';

describe('errors about places, projects and gateways that only their shape or their text tells', () => {
  itReads({
    'location: refused by reason, with advice': {
      body: envelope("Permission denied on 'locations/me-central2' (or it may not exist).", 'PERMISSION_DENIED', [
        info('LOCATION_POLICY_VIOLATED', { location: 'me-central2', service: '' }, 'metadatas'),
        detail('Help', { links: [{ description: 'Ask our sales team.' }] }),
      ]),
      kind: 'locationUnavailable',
      facts: { advice: 'Ask our sales team.', links: undefined },
      metadata: { location: 'me-central2' },
    },
    'location: refused by reason alone': {
      body: envelope('No.', 'PERMISSION_DENIED', [info('LOCATION_POLICY_VIOLATED', { location: 'me-central2' })]),
      kind: 'locationUnavailable',
      metadata: { location: 'me-central2' },
    },
    'location: refused by a sentence': {
      body: envelope("Permission denied on 'regions/me-central2' (or it may not exist)."),
      kind: 'locationUnavailable',
      metadata: { location: 'me-central2' },
    },
    'location: not known': {
      status: 404,
      body: envelope("Region 'us-east77' does not exist or you cannot see it.", 'NOT_FOUND'),
      kind: 'locationUnavailable',
      metadata: { location: 'us-east77' },
    },
    'location: unknown': {
      status: 404,
      body: envelope('Unknown region: us-east77.', 'NOT_FOUND'),
      kind: 'locationUnavailable',
      metadata: { location: 'us-east77' },
    },
    'location: refused, spelled out': {
      body: envelope('Permission denied on location me-central2.'),
      kind: 'locationUnavailable',
      metadata: { location: 'me-central2' },
    },
    'location: a place inside of a name is no location refused': {
      status: 404,
      body: envelope("Resource 'projects/p/locations/us-west4/boats/b' was not found", 'NOT_FOUND'),
      kind: 'notFound',
    },
    'location: a wildcard is none': {
      status: 404,
      body: envelope('Location - is not found.', 'NOT_FOUND'),
      kind: 'notFound',
    },
    'project: deleted': {
      body: envelope('Project #4242 has been deleted.', 'PERMISSION_DENIED', [info('CONSUMER_INVALID')]),
      kind: 'projectDeleted',
    },
    'project: waits for its deletion': {
      body: envelope('The project lake-7 is pending deletion.'),
      kind: 'projectDeleted',
    },
    'project: will be deleted, or is gone': {
      body: envelope("Project 'projects/lake-7' not found or deleted."),
      kind: 'projectDeleted',
    },
    'project: suspended': {
      body: envelope("Project 'projects/lake-7' not found or deleted.", 'PERMISSION_DENIED', [
        info('CONSUMER_SUSPENDED', { consumer: 'projects/lake-7' }),
      ]),
      kind: 'projectSuspended',
    },
    'project: the one that pays is suspended': {
      body: envelope('x', 'PERMISSION_DENIED', [info('CONSUMER_SUSPENDED', { consumer: 'projects/lake-7' })]),
      quotaProject: 'lake-7',
      kind: 'quotaProjectDenied',
    },
    'project: something in it was deleted': {
      status: 400,
      body: envelope('Boat 4 of project lake-7 has been deleted.', 'FAILED_PRECONDITION'),
      kind: 'failedPrecondition',
    },
    'a method that the front end does not know': {
      status: 404,
      body: envelope('Method not found.', 'NOT_FOUND'),
      kind: 'unimplemented',
    },
    'an error behind what a stream had sent': {
      status: 429,
      body: [{ boats: [] }, envelope('x', 'RESOURCE_EXHAUSTED')],
      kind: 'rateLimited',
    },
    'an answer inside of a message': {
      status: 400,
      body: {
        error: {
          code: 400,
          status: 'Bad Request',
          message: JSON.stringify(envelope('Not there.', 'FAILED_PRECONDITION')),
        },
      },
      kind: 'failedPrecondition',
      facts: { message: 'Not there.', status: 'FAILED_PRECONDITION' },
    },
    'a status that is no code': {
      status: 400,
      body: { error: { code: 400, status: 'Bad Request', message: 'x' } },
      kind: 'invalidArgument',
      facts: { status: undefined },
    },
    'a request that the front end broke off': {
      status: 499,
      body: [envelope('The operation was cancelled.', 'CANCELLED')],
      kind: 'other',
      facts: { status: 'CANCELLED' },
    },
    'a gateway’s page': { status: 502, body: '<html><title>Error 502</title></html>', kind: 'unavailable' },
    'a gateway’s page of lost patience': { status: 504, body: '<html></html>', kind: 'deadline' },
    'a page about a fault': { status: 500, body: '<html></html>', kind: 'other' },
    'a gateway that answers JSON': {
      status: 502,
      body: { error: { code: 502, message: 'Bad Gateway' } },
      kind: 'unavailable',
    },
  });
});
