// A Google with many projects in a process of its own, so that what answering costs is not measured.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './world.js';
import type { ScaleWorld } from './messages.js';

process.once('message', (world: ScaleWorld) => {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(answer(world, request.url ?? ''));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
