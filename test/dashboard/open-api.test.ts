import { ROUTES } from '../../src/dashboard/routes';
import { Rig } from './rig';

interface Operation {
  readonly 'x-role'?: string;
  readonly parameters?: readonly { readonly name: string; readonly required: boolean; readonly schema: object }[];
  readonly requestBody?: { content: { 'application/json': { schema: { required: string[]; additionalProperties: boolean } } } };
}
interface Page {
  readonly openapi: string;
  readonly info: object;
  readonly paths: Record<string, Record<string, Operation>>;
}

describe('the OpenAPI page', () => {
  let page: Page;
  beforeAll(async () => {
    const rig = new Rig(undefined);
    await rig.start();
    page = (await rig.ask('/api/openapi.json')).body as Page;
    await rig.stop();
  });

  test('has every route with its role', () => {
    const told = Object.entries(page.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, of]) => `${method.toUpperCase()} ${path} ${of['x-role'] ?? 'anyone'}`),
    );
    const wanted = ROUTES.map(r => `${r.method} ${r.path} ${r.role}`);
    expect(told.sort()).toEqual(wanted.sort());
  });

  test('says what a query may hold, as requests are held to it', () => {
    expect(page.paths['/api/orders']!['get']!.parameters).toEqual([
      expect.objectContaining({
        in: 'query',
        name: 'after',
        required: false,
        schema: { type: 'string', minLength: 1, maxLength: 256 },
      }),
      { in: 'query', name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } },
    ]);
  });

  test('says what a body must hold', () => {
    const { schema } = page.paths['/api/limits']!['post']!.requestBody!.content['application/json'];
    expect([schema.required, schema.additionalProperties]).toEqual([['path', 'value', 'reason'], false]);
  });
});
