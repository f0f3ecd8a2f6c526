import { z } from 'zod';
import { REFUSAL_CODES } from '#shared/protocol/refusals.js';
import { type Route, routes } from '#shared/protocol/routes.js';
import { CaptureView } from '#shared/protocol/views.js';

type Json = Record<string, unknown>;

const ERROR_ANSWER = { description: 'Refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Sending the same command again under the same key acts once.',
  schema: { type: 'string', minLength: 8, maxLength: 100 },
};

/** The API as OpenAPI 3.1, made from the same table and schemas that the server checks with. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replaceAll(/:([A-Za-z0-9]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Assay', version, description: 'A live workspace for fact-checking teams. Sign in first; the session is a cookie.' },
    paths: { ...paths, ...RAW_PATHS },
    components: {
      schemas: { Error: ERROR_SCHEMA },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'assay_session' } },
    },
  };
}

function operation(operationId: string, route: Route): Json {
  const isPublic = route.action === 'public';
  return {
    operationId,
    summary: route.summary,
    security: isPublic ? [] : [{ session: [] }],
    parameters: [...pathParameters(route.path), ...queryParameters(route), ...(route.method === 'POST' ? [IDEMPOTENCY_KEY] : [])],
    ...(route.body instanceof z.ZodUndefined ? {} : { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } }),
    responses: { '200': { description: 'Done', content: json(schemaOf(route.reply, 'output')) }, default: ERROR_ANSWER },
    ...(isPublic ? {} : { 'x-action': route.action }),
  };
}

function json(schema: unknown): Json {
  return { 'application/json': { schema } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:([A-Za-z0-9]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));
}

function queryParameters(route: Route): Json[] {
  const { properties = {}, required = [] } = schemaOf(route.query, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

const ERROR_SCHEMA = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string', enum: [...REFUSAL_CODES] },
    message: { type: 'string', description: 'A sentence for a person.' },
    path: { type: 'string', description: 'The field at fault.' },
    facts: { type: 'object', additionalProperties: true },
  },
};

const BYTES = { schema: { type: 'string', format: 'binary' } };
const FILE_NAME = { name: 'X-File-Name', in: 'header', required: false, schema: { type: 'string' }, description: 'Percent-encoded.' };

/** What moves raw bytes stands outside the table. */
const RAW_PATHS: Record<string, Json> = {
  '/api/captures': {
    post: {
      operationId: 'storeCapture',
      summary: 'Store a file to be attached as evidence',
      security: [{ session: [] }],
      parameters: [FILE_NAME],
      requestBody: { required: true, content: { 'application/octet-stream': BYTES } },
      responses: { '200': { description: 'Done', content: json(schemaOf(CaptureView, 'output')) }, default: ERROR_ANSWER },
    },
  },
  '/api/captures/{sha256}': {
    get: {
      operationId: 'capture',
      summary: 'The captured bytes, as a download',
      security: [{ session: [] }],
      parameters: [{ name: 'sha256', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } }],
      responses: { '200': { description: 'The file', content: { 'application/octet-stream': BYTES } }, default: ERROR_ANSWER },
    },
  },
};
