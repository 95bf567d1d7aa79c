/*
 * What a person already has: keys in the environment, and what other extensions leave in the home
 * folder, by path: Continue with a model at a gateway
 * of its own and one that nobody else can use, Cline with a model whose key it keeps to itself.
 */
export const foundKeys = {
  openaiKey: 'sk-openai-0123456789abcdef',
  claudeKey: 'sk-claude-0123456789abcdef',
  gatewayKey: 'sk-gateway-0123456789abcdef',
  token: 'ghp_0123456789abcdefghij',
} as const;

export function environment(claudeUrl: string): Record<string, string> {
  return {
    OPENAI_API_KEY: foundKeys.openaiKey,
    ANTHROPIC_API_KEY: foundKeys.claudeKey,
    ANTHROPIC_BASE_URL: new URL(claudeUrl).origin,
    GROQ_API_KEY: 'two words',
    GITHUB_TOKEN: foundKeys.token,
  };
}

export function configurations(gatewayUrl: string): Record<string, string> {
  return {
    '.continue/config.yaml': [
      'name: mine',
      'models:',
      '  - { name: Big, provider: openai, model: gpt-5, apiKey: "${{ secrets.OPENAI_API_KEY }}" }',
      '  - name: House',
      '    provider: openai',
      '    model: house-model',
      `    apiBase: ${gatewayUrl}`,
      '    apiKey: ${{ secrets.HOUSE_KEY }}',
      '  - { name: Cloud, provider: bedrock, model: any }',
      '  - { uses: someone/hub-model }',
    ].join('\n'),
    '.continue/.env': `HOUSE_KEY=${foundKeys.gatewayKey}\n`,
    '.cline/data/settings/providers.json': JSON.stringify({
      version: 1,
      providers: { deepseek: { settings: { provider: 'deepseek', model: 'deepseek-chat' } } },
    }),
  };
}
