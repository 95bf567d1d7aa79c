/*
 * What a person can do about a failure, for the verdict on one provider: one sentence of advice,
 * and the buttons that help, the most helpful first. What kind of help fits is said by the error
 * table; here it becomes words for this provider at this address. It does nothing itself.
 */
import { dispositionOf, type ErrorRecord } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { CONSENT_REFUSED } from './causes.ts';

export type RemedyAction =
  | 'replace-key'
  | 'open-key-page'
  | 'open-billing'
  | 'choose-model'
  | 'change-address'
  | 'open-proxy-settings'
  | 'test-again'
  | 'show-log';

/** Where the one that failed is asked, and what its vendor has on the web. */
export type AskedPlace = {
  /** Undefined for kinds without an address. */
  readonly baseUrl?: string | undefined;
  /** What addresses of its kind look like. */
  readonly usualUrl?: string | undefined;
  /** False for what has no key of its own. */
  readonly takesKey: boolean;
  /** The person entered it. Else it is the vendor's own, and right. */
  readonly isEntered: boolean;
  readonly isOnThisComputer: boolean;
  readonly keyPageUrl?: string | undefined;
  readonly billingPageUrl?: string | undefined;
};

export type Remedy = {
  /** Empty where the sentence before it says all. */
  readonly advice: string;
  readonly actions: readonly RemedyAction[];
};

export function remedyOf(error: ErrorRecord, place: AskedPlace, l10n: L10n): Remedy {
  const cause = error.causes?.at(-1) ?? error;
  const { actions, advice } = REMEDIES[dispositionOf(cause.kind).remedy](cause, place, l10n);
  const all: readonly RemedyAction[] = [...actions, 'test-again', 'show-log'];
  return { advice, actions: all.slice(0, ACTIONS_MAX) };
}

type Words = (error: ErrorRecord, place: AskedPlace, l10n: L10n) => Remedy;

/** More would push each other out of a notification. */
const ACTIONS_MAX = 3;

const nothing: Words = () => ({ advice: '', actions: [] });

const REMEDIES: Record<ReturnType<typeof dispositionOf>['remedy'], Words> = {
  none: nothing,
  receipt: nothing,
  'wait-or-switch': nothing,
  'raise-limit': nothing,
  'edit-question': nothing,
  'trim-context': nothing,
  'replace-key': ({ origin }, { keyPageUrl }, l10n) =>
    origin === 'local'
      ? { advice: '', actions: ['replace-key'] }
      : {
          advice: l10n.t('Enter it again, or make a new one.'),
          actions: ['replace-key', ...(keyPageUrl === undefined ? [] : ['open-key-page' as const])],
        },
  'open-billing': (_error, { billingPageUrl, keyPageUrl }, l10n) => ({
    advice: l10n.t('Add credit there, or use another provider.'),
    actions: billingPageUrl === undefined && keyPageUrl === undefined ? [] : ['open-billing'],
  }),
  'pick-model': ({ kind, vendorCode }, { takesKey }, l10n) => {
    if (kind === 'permission' && vendorCode === CONSENT_REFUSED) {
      return { advice: l10n.t('Test it again, and allow it when VS Code asks.'), actions: [] };
    }
    if (kind === 'permission' && takesKey) {
      const advice = l10n.t('Choose another model, or enter another key.');
      return { advice, actions: ['choose-model', 'replace-key'] };
    }
    const advice =
      kind === 'no-memory' ? l10n.t('Choose a smaller one.') : l10n.t('Choose another one.');
    return { advice, actions: ['choose-model'] };
  },
  'check-network': (error, place, l10n) => ({
    advice: networkAdvice(error, place, l10n),
    actions: place.isEntered ? ['change-address'] : [],
  }),
  'open-proxy-settings': (error, place, l10n) => ({
    advice: proxyAdvice(error, place, l10n),
    actions: ['open-proxy-settings', ...(place.isEntered ? ['change-address' as const] : [])],
  }),
  'open-setting': (_error, { baseUrl = '', usualUrl = '', isEntered }, l10n) =>
    isEntered
      ? {
          advice: l10n.t('It was asked at {0}. Such addresses look like {1}.', baseUrl, usualUrl),
          actions: ['change-address'],
        }
      : {
          advice: l10n.t('Something on the way may have answered in its place.'),
          actions: ['open-proxy-settings'],
        },
};

function networkAdvice({ kind, net }: ErrorRecord, place: AskedPlace, l10n: L10n): string {
  if (kind !== 'connect' || place.baseUrl === undefined) return l10n.t('Check the network.');
  const { host } = new URL(place.baseUrl);
  if (!place.isEntered) {
    return l10n.t('It may be down, or something on the way does not let {0} through.', host);
  }
  if (net === 'dns') return l10n.t('Check the spelling of {0}, and the network.', host);
  return place.isOnThisComputer
    ? l10n.t('Start it, or correct its address, {0}.', host)
    : l10n.t('Check the network, and its address, {0}.', host);
}

function proxyAdvice({ kind }: ErrorRecord, place: AskedPlace, l10n: L10n): string {
  if (kind === 'proxy') return l10n.t('Check the proxy in the settings of VS Code.');
  return place.isEntered
    ? l10n.t('If it has a certificate of its own, let this computer trust it.')
    : l10n.t('A proxy may have put its own there: then let this computer trust it.');
}
