import assert from 'node:assert/strict';
import { hasSecretName } from '../../../src/host/context/secretNames.ts';

describe('secret names', () => {
  it('knows the usual files, in any folder, spelling and separator', () => {
    const secret = [
      '.env',
      'app/.env.local',
      'config/prod.env',
      '.envrc',
      'tls/server.pem',
      'SERVER.KEY',
      'id_rsa',
      'keys/id_ed25519',
      '.npmrc',
      '_netrc',
      'home\\.pypirc',
      '.git-credentials',
      'credentials',
      'aws/credentials.json',
      'my-secrets.yaml',
      'secrets.prod.toml',
      'kubeconfig',
      'dev.kubeconfig.yaml',
      '.kube/config',
      '.docker/config.json',
      '.aws/credentials',
      'service-account-prod.json',
      'terraform.tfstate',
      'prod.tfvars',
      '.Env. ',
    ];
    for (const name of secret) assert.equal(hasSecretName(name), true, name);
  });

  it('leaves everything else alone, examples included', () => {
    const plain = [
      '.env.example',
      '.env.sample',
      'id_rsa.pub',
      'src/environment.ts',
      'secrets.ts',
      'src/secretNames.ts',
      'keyboard.json',
      'tokens.css',
      'config.json',
      'src/config',
      'public.md',
      'keynote.txt',
    ];
    for (const name of plain) assert.equal(hasSecretName(name), false, name);
  });
});
