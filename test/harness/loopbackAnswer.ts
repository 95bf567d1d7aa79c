// Acts out one fault on one response of the loopback provider.
// Pieces leave one by one and wait for the socket to drain, so a slow reader is felt.
// Timers end with the connection. Whatever it destroys itself is told apart from a client that left:
// `disconnectedMs` is cleared for cuts of our own making.

import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setImmediate as oneTurn, setTimeout as sleep } from 'node:timers/promises';
import { type Fault, bytesBeforeFault } from './loopbackFault.ts';
import type { ReceivedRequest } from './loopbackProvider.ts';
import { type Recording, bodyBytes, pieces } from './recording.ts';

interface Play {
  readonly fault: Fault;
  readonly recording: Recording;
  readonly received: ReceivedRequest;
  readonly response: ServerResponse;
}

const commentEveryMs = 100;

export function playAnswer(play: Play): void {
  const { fault, received, response } = play;
  switch (fault.kind) {
    case 'reset':
      ownCut(play, () => response.socket?.resetAndDestroy());
      return;
    // A socket that was open when the listener closed: refusing has no other form for it.
    case 'refuse':
      ownCut(play, () => response.socket?.destroy());
      return;
    case 'silent-before-headers':
      return;
    case 'status': {
      const body = fault.body ?? JSON.stringify({ error: { message: `Status ${fault.status}` } });
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      received.bytesSent = Buffer.byteLength(body);
      response.end(body);
      return;
    }
    case 'silent-after-headers':
      writeHeaders(play);
      return;
    case 'comments-only': {
      writeHeaders(play);
      const timer = setInterval(
        () => response.write(': alive\n\n'),
        fault.everyMs ?? commentEveryMs,
      );
      response.once('close', () => clearInterval(timer));
      return;
    }
    default:
      void playBody(play);
  }
}

async function playBody(play: Play): Promise<void> {
  const { fault, recording, received, response } = play;
  writeHeaders(play);
  const whole = bodyBytes(recording);
  const shown = whole.subarray(0, Math.min(whole.length, bytesBeforeFault(fault)));
  for (const [index, piece] of pieces(recording, shown).entries()) {
    if (index > 0 && (recording.pauseMs ?? 0) > 0) await sleep(recording.pauseMs);
    if (response.destroyed) return;
    received.bytesSent += piece.length;
    // Without a pause node would join pieces; one turn of the loop each keeps the borders.
    if (response.write(piece)) await oneTurn();
    else await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  if (response.destroyed || fault.kind === 'stall-after') return;
  if (fault.kind === 'cut-after') ownCut(play, () => response.socket?.destroy());
  else response.end();
}

function writeHeaders({ recording, response }: Play): void {
  if (recording.head !== undefined) {
    const { status, headers } = recording.head;
    // The server's own date would be a word that nobody recorded.
    response.sendDate = false;
    response.writeHead(status, { ...headers });
    response.flushHeaders();
    return;
  }
  response.writeHead(200, {
    'content-type': recording.contentType ?? 'text/event-stream',
    'cache-control': 'no-cache',
    ...recording.headers,
  });
  response.flushHeaders();
}

function ownCut({ received, response }: Play, cut: () => void): void {
  response.once('close', () => {
    delete received.disconnectedMs;
  });
  cut();
}
