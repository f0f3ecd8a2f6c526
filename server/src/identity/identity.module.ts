import { Global, Module } from '@nestjs/common';
import { ApproverGroupsController } from './groups/approver-groups.controller.js';
import { ApproverGroups } from './groups/approver-groups.service.js';
import { MembersController } from './members.controller.js';
import { Members } from './members.service.js';
import { People } from './people.service.js';
import { Policies } from './policy/policies.service.js';
import { PolicyController } from './policy/policy.controller.js';
import { Rights } from './rights.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in/sign-in.service.js';

@Global()
@Module({
  controllers: [SessionController, MembersController, PolicyController, ApproverGroupsController],
  providers: [{ provide: Rights, useFactory: () => new Rights() }, Sessions, People, Members, Policies, ApproverGroups, SignIn],
  exports: [Rights, Sessions, People, Members, Policies, SignIn],
})
export class IdentityModule {}
