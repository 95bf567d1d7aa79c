/*
 * Where servers on this computer are looked for: at their usual ports, or at those that
 * `STEADFAST_LOCAL_PORTS` names (`ollama=11500,llamacpp=9000`; `none`: nowhere). The variable
 * belongs to whoever starts the editor; no setting and no workspace says anything here. Only ports
 * can be named: the host is always loopback.
 */
import { LOCAL_PLACES } from '../../providers/localServers.ts';
import type { LocalPlace } from '../../providers/index.ts';

/** `named`: the value of the variable; undefined where it is not set. */
export function localPlaces(named: string | undefined): readonly LocalPlace[] {
  if (named === undefined) return LOCAL_PLACES;
  return named.split(',').flatMap((part) => {
    const [kind, port] = part.trim().split('=');
    const usual = LOCAL_PLACES.find((place) => place.kind === kind);
    if (usual === undefined || port === undefined || !isPort(port)) return [];
    const url = new URL(usual.baseUrl);
    url.port = port;
    return [{ kind: usual.kind, baseUrl: url.href.replace(/\/$/, '') }];
  });
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
