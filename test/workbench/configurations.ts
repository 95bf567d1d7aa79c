/*
 * What other extensions leave in a person's home folder, by path: Continue with a model at a gateway
 * of its own and one that nobody else can use, Cline with a model whose key it keeps to itself.
 */
export function configurations(gatewayUrl: string, gatewayKey: string): Record<string, string> {
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
    '.continue/.env': `HOUSE_KEY=${gatewayKey}\n`,
    '.cline/data/settings/providers.json': JSON.stringify({
      version: 1,
      providers: { deepseek: { settings: { provider: 'deepseek', model: 'deepseek-chat' } } },
    }),
  };
}
