/*
 * Files that hold secrets by their name: environments, private keys, credentials of tools. A list
 * of names, not of contents; what only looks like one in its text is `secretText`'s part.
 * Examples for others to fill in (`.env.example`) are no secrets.
 */

const NAMES: readonly RegExp[] = [
  /^\.env(?:rc)?(?:\..+)?$/,
  /^.+\.env$/,
  /\.(?:pem|key|p12|pfx|p8|jks|keystore|kdbx?|ppk|asc|gpg|ovpn|agekey)$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/,
  /^\.?(?:npmrc|yarnrc|pypirc|netrc|pgpass|my\.cnf|htpasswd|git-credentials|dockercfg)$/,
  /^_netrc$/,
  /^\.yarnrc\.yml$/,
  /^(?:.*[-_.])?(?:credentials?|secrets?)(?:[-_.].*)?\.(?:json|ya?ml|toml|ini|cfg|conf|txt|xml|properties)$/,
  /^\.?(?:credentials?|secrets?)$/,
  /^(?:.*[-_.])?kubeconfig(?:[-_.].*)?$/,
  /^(?:service[-_]?account|gcloud|firebase[-_]adminsdk).*\.json$/,
  /^terraform\.tfstate(?:\.backup)?$/,
  /\.tfvars(?:\.json)?$/,
  /^vault[-_]?pass(?:word)?(?:\.txt)?$/,
  /^(?:master|production)\.key$/,
  /^\.terraformrc$/,
];

const FOLDERS = /(?:^|\/)(?:\.ssh|\.aws|\.azure|\.gnupg|\.kube|\.docker)\//;
const IN_FOLDERS = /(?:^|\/)(?:config|config\.json|credentials|known_hosts|authorized_keys)$/;
const EXAMPLE = /[._-](?:example|sample|template|dist|defaults?)$|\.pub$/;

/** `path` in any spelling; capitals make no difference, as on most disks. */
export function hasSecretName(path: string): boolean {
  const plain = path.replaceAll('\\', '/').toLowerCase();
  const name = plain.slice(plain.lastIndexOf('/') + 1).replace(/[. ]+$/, '');
  if (EXAMPLE.test(name)) return false;
  if (FOLDERS.test(plain) && IN_FOLDERS.test(plain)) return true;
  return NAMES.some((pattern) => pattern.test(name));
}
