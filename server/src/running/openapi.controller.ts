import { Controller, Header } from '@nestjs/common';
import { HandleRaw } from '../transport/handle.js';
import { openApi } from './openapi.js';
import { VERSION } from './version.js';

const TEXT = JSON.stringify(openApi(VERSION), null, 2);

@Controller()
export class OpenApiController {
  @HandleRaw('GET', '/api/openapi.json', 'public')
  @Header('Content-Type', 'application/json; charset=utf-8')
  openApi(): string {
    return TEXT;
  }
}
