/*
 * Every kind of provider through the quick pick, in one workbench. VS Code is set up as behind a
 * company's proxy with its own certificate: vendors are asked at their real addresses, and a server on
 * this computer answers with what the vendor once answered. No byte leaves the computer.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { openChat } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import {
  type LoopbackOptions,
  type LoopbackProvider,
  startLoopbackProvider,
} from '../harness/loopbackProvider.ts';
import { type LoopbackProxy, startLoopbackProxy } from '../harness/loopbackProxy.ts';
import { clearNotifications, waitForNotification } from '../harness/notifications.ts';
import { runCommand } from '../harness/palette.ts';
import { dismissQuickInput, pickRow, readQuickInput, typeIntoBox } from '../harness/quickInput.ts';
import { takeShot } from '../harness/shots.ts';
import { PRESETS } from '../../src/providers/index.ts';
import { askAndWait, newChat } from './chatPage.ts';
import { looks } from './looks.ts';
import { recorded, squeezed } from './recordings.ts';

const trusted = fileURLToPath(new URL('../fixtures/tls/testOnlyVendorsCert.pem', import.meta.url));

type Kind = {
  readonly label: string;
  /** What the provider is called afterwards; default its label. */
  readonly name?: string;
  /** Where it is asked: a vendor's own host, through the proxy; or this computer. */
  readonly host?: string;
  /** Typed by the person where the kind asks for an address. */
  readonly address?: string;
  readonly wire?: LoopbackOptions['wire'];
  readonly model: string;
  readonly recording: readonly [provider: string, name: string];
  readonly path: string;
  /** The one header that carries the key, and how. */
  readonly key?: readonly [header: string, prefix: string];
};

const bearer = ['authorization', 'Bearer '] as const;

const kinds: readonly Kind[] = [
  {
    label: 'OpenAI',
    host: 'api.openai.com',
    model: 'gpt-4.1',
    recording: ['openai', 'chat-stream-text-gpt-4-0613'],
    path: '/v1/chat/completions',
    key: bearer,
  },
  {
    label: 'OpenAI',
    name: 'OpenAI (api.openai.com)',
    host: 'api.openai.com',
    model: 'o3-mini',
    recording: ['openai', 'responses-stream-reasoning-text-o3-mini'],
    path: '/v1/responses',
    key: bearer,
  },
  {
    label: 'Anthropic',
    host: 'api.anthropic.com',
    wire: 'anthropic',
    model: 'claude-sonnet-4-5',
    recording: ['anthropic', 'messages-stream-text-claude-sonnet-4-5'],
    path: '/v1/messages',
    key: ['x-api-key', ''],
  },
  {
    label: 'Google Gemini',
    host: 'generativelanguage.googleapis.com',
    wire: 'gemini',
    model: 'gemini-2.5-flash',
    recording: ['gemini', 'generate-stream-text-gemini-2-5-flash'],
    path: '/v1beta/models/gemini-2.5-flash:streamGenerateContent',
    key: ['x-goog-api-key', ''],
  },
  {
    label: 'Azure OpenAI',
    host: 'example.openai.azure.com',
    address: 'https://example.openai.azure.com/openai/v1',
    model: 'my-deployment',
    recording: ['azure', 'chat-stream-text-gpt-4-1-mini'],
    path: '/openai/v1/chat/completions',
    key: ['api-key', ''],
  },
  {
    label: 'Ollama',
    wire: 'ollama',
    model: 'gpt-oss:20b',
    recording: ['ollama', 'apichat-stream-reasoning-text'],
    path: '/api/chat',
  },
];

for (const theme of looks)
  describe(`adding each kind (${theme})`, () => {
    /** By label: a vendor has one address, whatever it speaks there. */
    const servers = new Map<string, LoopbackProvider>();
    let proxy: LoopbackProxy;
    let journey: Journey;
    const show = (name: string): Promise<string> => takeShot(journey.page, `${name} ${theme}`);
    const keyOf = (kind: Kind): string => `sk-${kinds.indexOf(kind)}-0123456789abcdefghij`;
    const written = (): readonly Record<string, unknown>[] =>
      (journey.sandbox.readSettings()['steadfast.providers'] ?? []) as Record<string, unknown>[];

    before(async () => {
      const ports: Record<string, number> = {};
      for (const { label, host, wire = 'openai' } of kinds) {
        if (servers.has(label)) continue;
        const models = kinds.filter((kind) => kind.label === label).map(({ model }) => model);
        const server = await startLoopbackProvider({
          wire,
          models: [...models, 'another'],
          ...(host === undefined ? {} : { tls: 'testOnlyVendors' }),
        });
        servers.set(label, server);
        if (host !== undefined) ports[host] = server.port;
      }
      proxy = await startLoopbackProxy(ports);
      journey = await openJourney({
        theme,
        env: { NODE_EXTRA_CA_CERTS: trusted },
        // Else VS Code trusts the system's certificates alone, and the variable is in vain.
        settings: { 'http.proxy': proxy.url, 'http.systemCertificates': false },
      });
      await openChat(journey.page);
    });
    after(async () => {
      await proxy?.close();
      for (const server of servers.values()) await server.close();
    });

    it('offers every preset, and finds each by its name', async () => {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Add Provider…');
      for (const { label } of PRESETS) {
        await typeIntoBox(page, label, { title: 'Add a provider', submit: false });
        const rows = page.locator('.quick-input-list .monaco-list-row:visible');
        await rows
          .filter({ has: page.getByText(label, { exact: true }) })
          .first()
          .waitFor();
      }
      await typeIntoBox(page, '', { title: 'Add a provider', submit: false });
      await show('kinds');
      await dismissQuickInput(page);
    });

    for (const kind of kinds) {
      const { label, name = label, model, address, path, key } = kind;
      it(`${name} with ${model}: added, tested, and answers as it was recorded`, async () => {
        const { page } = journey;
        const server = servers.get(label)!;
        const { recording, text } = recorded(...kind.recording);
        server.replay(recording);
        server.forget();
        const isFirst = written().length === 0;
        await runCommand(page, 'Steadfast: Add Provider…');
        await pickRow(page, label, 'Add a provider');
        if (kind.host === undefined || address !== undefined) {
          await typeIntoBox(page, address ?? server.baseUrl, { title: `Add ${label}: address` });
        }
        await typeIntoBox(page, key === undefined ? '' : keyOf(kind), { title: /: key$/ });
        const { rows } = await readQuickInput(page, /: model$/);
        assert.ok(rows.includes(model), rows.join());
        await show(`kind ${name} models`);
        await pickRow(page, model, /: model$/);
        if (!isFirst) await pickRow(page, 'Use as backup', /when may it be asked\?$/);
        await waitForNotification(page, `${name} works: first word after`);
        await show(`kind ${name} works`);
        await clearNotifications(page);

        const answer = await askAndWait(page, `Who are you, ${label}?`);
        assert.equal(answer.who, name);
        assert.equal(answer.state, 'whole');
        assert.equal(squeezed(answer.text), text);
        await show(`kind ${name} answer`);
        const asked = server.chatRequests();
        assert.deepEqual(
          asked.map((request) => request.path),
          [path, path],
        );
        for (const { headers } of asked) {
          const carriers = Object.entries(headers).filter(([, value]) => value?.includes('sk-'));
          const expected = key === undefined ? [] : [[key[0], `${key[1]}${keyOf(kind)}`]];
          assert.deepEqual(carriers, expected);
        }
        await turnOff(name);
      });
    }

    it('asked no other host, and showed no server the key of another', () => {
      const hosts = new Set(kinds.flatMap(({ host }) => (host === undefined ? [] : `${host}:443`)));
      assert.deepEqual(new Set(proxy.wanted), hosts);
      for (const kind of kinds) {
        const seen = JSON.stringify(servers.get(kind.label)?.requests);
        for (const other of kinds.filter(({ label }) => label !== kind.label)) {
          assert.ok(!seen.includes(keyOf(other)), `${kind.label} saw the key of ${other.label}`);
        }
      }
    });

    /** So that the next one is alone, and must answer itself. */
    async function turnOff(name: string): Promise<void> {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Turn Provider Off');
      const isOff = (): boolean => written().at(-1)?.['enabled'] === false;
      for (let tries = 0; !isOff(); tries += 1) {
        assert.ok(tries < 100, `${name} is not off`);
        await page.waitForTimeout(100);
      }
      await newChat(page);
    }
  });
