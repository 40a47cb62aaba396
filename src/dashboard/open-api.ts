import { z } from 'zod';
import { problemSchema } from './problem';
import type { Route } from './route';

type Json = Readonly<Record<string, unknown>>;

/** The routes as an OpenAPI 3.1 page: what is asked as it is sent, what is answered as it comes. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  return {
    openapi: '3.1.0',
    info: { title: 'Sluice', version },
    paths,
    components: { securitySchemes: { person: { type: 'http', scheme: 'bearer', bearerFormat: 'NAME:SECRET' } } },
  };
}

function operation({ about, role, query, body, answer }: Route): Json {
  return {
    summary: about,
    ...(role !== 'anyone' && { security: [{ person: [] }], 'x-role': role }),
    ...(query && { parameters: parametersOf(query) }),
    ...(body && { requestBody: { required: true, content: json(body, 'input') } }),
    responses: {
      200: { description: 'done', content: json(answer, 'output') },
      default: { description: 'refused', content: json(problemSchema, 'output') },
    },
  };
}

function parametersOf(query: z.ZodType): Json[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input');
  return Object.entries(properties as Readonly<Record<string, Json>>).map(([name, { description, ...schema }]) => ({
    in: 'query',
    name,
    required: (required as readonly string[]).includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

const json = (schema: z.ZodType, io: 'input' | 'output'): Json => ({ 'application/json': { schema: schemaOf(schema, io) } });

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
