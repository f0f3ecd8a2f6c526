import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type * as C from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { SessionData, SetUpState } from '#shared/protocol/views.js';
import { CONFIG, type Config } from '../config.js';
import { Database } from '../database/database.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey } from '../transport/handle.js';
import { Members } from './members.service.js';
import { Sessions } from './sessions.service.js';
import { deviceCookie, deviceOf } from './sign-in/known-device.js';
import { SignIn } from './sign-in/sign-in.service.js';

/** Coming in and going out: sign-in, first set-up, accepted invitations. */
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly signIns: SignIn,
    private readonly members: Members,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Handle(routes.signIn)
  async signIn(
    @Body() body: z.infer<typeof C.SignIn>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionData> {
    const device = deviceOf(request.headers.cookie, this.config.publicUrl);
    const opened = await this.signIns.signIn(body.email, body.password, request.ip ?? 'unknown', device);
    await this.sessions.close(request.headers.cookie);
    return this.enter(opened, response, [deviceCookie(opened.device, this.config.publicUrl)]);
  }

  @Handle(routes.session)
  session(@CurrentActor() actor: Actor): Promise<SessionData> {
    return this.database.read((tx) => this.sessions.view(tx, actor));
  }

  @Handle(routes.signOut)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<{ ok: boolean }> {
    response.setHeader('Set-Cookie', await this.sessions.close(request.headers.cookie));
    return { ok: true };
  }

  @Handle(routes.setUpState)
  async setUpState(): Promise<z.infer<typeof SetUpState>> {
    const needed = await this.members.setUpNeeded();
    return !needed && this.config.demo ? { needed, demo: await this.members.demoPeople() } : { needed };
  }

  @Handle(routes.setUp)
  async setUp(
    @Body() body: z.infer<typeof C.SetUp>,
    @IdempotencyKey() key: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionData> {
    return this.enter(await this.members.setUp(body, key), response);
  }

  @Handle(routes.acceptInvitation)
  async accept(
    @Body() body: z.infer<typeof C.AcceptInvitation>,
    @IdempotencyKey() key: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionData> {
    return this.enter(await this.members.accept(body, key), response);
  }

  private async enter(opened: { actor: Actor; cookie: string }, response: Response, more: readonly string[] = []): Promise<SessionData> {
    const view = await this.database.read((tx) => this.sessions.view(tx, opened.actor));
    response.setHeader('Set-Cookie', [opened.cookie, ...more]);
    return view;
  }
}
