/*
 * Every kind of provider through the quick pick, in one workbench. VS Code is set up as behind a
 * company's proxy with its own certificate: vendors are asked at their real addresses, and a server on
 * this computer answers with what the vendor once answered. No byte leaves the computer.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { openChat } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import type { Fault, FaultName } from '../harness/loopbackFault.ts';
import { type LoopbackProvider, startLoopbackProvider } from '../harness/loopbackProvider.ts';
import { type LoopbackProxy, startLoopbackProxy } from '../harness/loopbackProxy.ts';
import {
  clearNotifications,
  pressInNotification,
  waitForNotification,
} from '../harness/notifications.ts';
import { runCommand } from '../harness/palette.ts';
import { dismissQuickInput, pickRow, readQuickInput, typeIntoBox } from '../harness/quickInput.ts';
import { takeShot } from '../harness/shots.ts';
import { PRESETS } from '../../src/providers/index.ts';
import { askAndWait, manage, newChat } from './chatPage.ts';
import { type Kind, kinds } from './kinds.ts';
import { looks } from './looks.ts';
import { recorded, squeezed } from './recordings.ts';

const trusted = fileURLToPath(new URL('../fixtures/tls/testOnlyVendorsCert.pem', import.meta.url));

const ownKey = 'sk-own-0123456789abcdefghijklmn';
const json = (status: number, error: object): Fault => ({
  kind: 'status',
  status,
  body: JSON.stringify({ error }),
});
const noSuchModel = json(404, {
  message: 'The model `loopback-1` does not exist or you do not have access to it.',
  code: 'model_not_found',
});

type Illness = readonly [
  what: string,
  fault: Fault | FaultName,
  sentence: RegExp,
  buttons: readonly string[],
];

const illnesses = ({ baseUrl, port }: LoopbackProvider): readonly Illness[] => [
  [
    'wrong key',
    json(401, { message: 'Incorrect API key provided.', code: 'invalid_api_key' }),
    /does not accept this key\. Enter it again, or make a new one\.$/,
    ['Replace Key', 'Test Again', 'Show Log'],
  ],
  [
    'no credit',
    json(429, { message: 'You exceeded your current quota.', code: 'insufficient_quota' }),
    /says this account has no credit left\. Add credit there, or use another provider\.$/,
    ['Test Again', 'Show Log'],
  ],
  [
    'no such model',
    noSuchModel,
    /The model loopback-1 does not exist at .*\. Choose another one\.$/,
    ['Choose Model', 'Test Again', 'Show Log'],
  ],
  [
    'wrong address',
    {
      kind: 'status',
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Not Found</title><h1>Not Found</h1>',
    },
    new RegExp(`answered, but not as a model does\\. It was asked at ${baseUrl}\\. Such `),
    ['Change Address', 'Test Again', 'Show Log'],
  ],
  [
    'refused',
    'refuse',
    new RegExp(`refuses connections\\. Start it, or correct its address, 127.0.0.1:${port}\\.$`),
    ['Change Address', 'Test Again', 'Show Log'],
  ],
];

for (const theme of looks)
  describe(`adding each kind (${theme})`, () => {
    /** By label: a vendor has one address, whatever it speaks there. */
    const servers = new Map<string, LoopbackProvider>();
    /** Entered by its address, and then ill in every way. */
    let own: LoopbackProvider;
    let selfSigned: LoopbackProvider;
    let proxy: LoopbackProxy;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
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
      own = await startLoopbackProvider({ models: ['loopback-1', 'loopback-2'] });
      selfSigned = await startLoopbackProvider({ tls: 'testOnly' });
      proxy = await startLoopbackProxy(ports, 'worker:secret');
      journey = await openJourney({
        theme,
        env: { NODE_EXTRA_CA_CERTS: trusted },
        // Else VS Code trusts the system's certificates alone, and the variable is in vain.
        settings: {
          'http.proxy': proxy.url,
          'http.noProxy': ['unknown.invalid'],
          'http.systemCertificates': false,
          // Nobody knows what a deployment of one's own costs; the picker's journey is asked about it.
          'steadfast.budget.unknownPrice': 'allow',
        },
      });
      await openChat(journey.page);
    });
    after(async () => {
      await proxy?.close();
      for (const server of [...servers.values(), own, selfSigned]) await server?.close();
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

    it('says what is wrong in words, with the buttons that help', async () => {
      const { page } = journey;
      const name = `127.0.0.1:${own.port}`;
      await runCommand(page, 'Steadfast: Add Provider…');
      await pickRow(page, 'OpenAI-compatible endpoint', 'Add a provider');
      await typeIntoBox(page, own.baseUrl, { title: /: address$/ });
      await typeIntoBox(page, ownKey, { title: /: key$/ });
      await pickRow(page, 'loopback-1', /: model$/);
      await pickRow(page, 'Use as backup', /when may it be asked\?$/);
      await waitForNotification(page, `${name} works: first word after`);
      await clearNotifications(page);
      for (const [what, fault, sentence, buttons] of illnesses(own)) {
        await own.behave(fault);
        await manage(page, name, 'Test');
        const told = await waitForNotification(page, sentence);
        assert.equal(told.severity, 'warning', what);
        assert.deepEqual(told.buttons, buttons, what);
        await show(`verdict ${what}`);
        await clearNotifications(page);
      }
      await own.behave('ok');
    });

    it('leads to another model from there', async () => {
      const { page } = journey;
      await own.behave(noSuchModel);
      await manage(page, `127.0.0.1:${own.port}`, 'Test');
      await waitForNotification(page, /The model loopback-1 does not exist/);
      await own.behave('ok');
      await pressInNotification(page, /does not exist/, 'Choose Model');
      await pickRow(page, 'loopback-2', /^Model of /);
      await waitForNotification(page, /works: first word after/);
      await clearNotifications(page);
      assert.deepEqual(written().at(-1)?.['models'], ['loopback-2']);
      assert.match(own.chatRequests().at(-1)?.body ?? '', /"model":"loopback-2"/);
    });

    it('leads to another address from there, and gives it no key of the old one', async () => {
      const { page } = journey;
      await own.behave('refuse');
      await manage(page, `127.0.0.1:${own.port}`, 'Test');
      await waitForNotification(page, /refuses connections/);
      const moves: readonly (readonly [what: string, address: string, sentence: RegExp])[] = [
        ['certificate', selfSigned.baseUrl, /presented a certificate that is not trusted\./],
        ['unknown host', 'https://unknown.invalid/v1', /The address of .* cannot be found\. Check/],
        ['proxy', 'https://elsewhere.example/v1', /The proxy does not let questions through/],
        ['moved back', own.baseUrl, /works: first word after/],
      ];
      let last = /refuses connections/;
      for (const [what, address, sentence] of moves) {
        await own.behave('ok');
        await pressInNotification(page, last, 'Change Address');
        await typeIntoBox(page, address, { title: /^Address of / });
        const box = await readQuickInput(page, /^Key of /);
        assert.match(box.message, new RegExp(`Goes to ${new URL(address).origin} only`));
        await typeIntoBox(page, `${ownKey}-${what.replace(' ', '-')}`, { title: /^Key of / });
        const { text } = await waitForNotification(page, sentence);
        assert.ok(text.includes(new URL(address).host), text);
        await show(`verdict ${what}`);
        last = sentence;
      }
      await clearNotifications(page);
      assert.equal(selfSigned.requests.length, 0, 'nothing is said to whom nobody vouches for');
      assert.equal(written().at(-1)?.['baseUrl'], own.baseUrl);
      const { headers } = own.chatRequests().at(-1)!;
      assert.equal(headers['authorization'], `Bearer ${ownKey}-moved-back`);
    });

    /** So that the next one is alone, and must answer itself. */
    async function turnOff(name: string): Promise<void> {
      const { page } = journey;
      await manage(page, name, 'Turn Off');
      const isOff = (): boolean => written().at(-1)?.['enabled'] === false;
      for (let tries = 0; !isOff(); tries += 1) {
        assert.ok(tries < 100, `${name} is not off`);
        await page.waitForTimeout(100);
      }
      await newChat(page);
    }
  });
