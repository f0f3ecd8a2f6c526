import type { MigrationInterface } from 'typeorm';
import { Identity1763600000001 } from '../../../migrations/0001-identity.js';
import { Ledger1763600000002 } from '../../../migrations/0002-ledger.js';
import { Documents1763600000003 } from '../../../migrations/0003-documents.js';
import { Articles1763600000004 } from '../../../migrations/0004-articles.js';
import { Claims1763600000005 } from '../../../migrations/0005-claims.js';
import { Import1763600000006 } from '../../../migrations/0006-import.js';
import { Keyframes1763600000007 } from '../../../migrations/0007-keyframes.js';
import { Repairs1763600000008 } from '../../../migrations/0008-repairs.js';
import { ArticleVersions1763600000009 } from '../../../migrations/0009-article-versions.js';
import { Origins1763600000010 } from '../../../migrations/0010-origins.js';
import { Decisions1763600000011 } from '../../../migrations/0011-decisions.js';
import { UnnamedCaptures1763600000013 } from '../../../migrations/0013-unnamed-captures.js';
import { ApproverGroups1763600000014 } from '../../../migrations/0014-approver-groups.js';
import { DescribedVersions1763600000016 } from '../../../migrations/0016-described-versions.js';
import { TracesInAllLanguages1763600000017 } from '../../../migrations/0017-traces-in-all-languages.js';
import { RememberedRegions1763600000018 } from '../../../migrations/0018-remembered-regions.js';

/** Every migration, in the order in which they run. Class names end with the 13-digit number that orders them. */
export const migrations: (new () => MigrationInterface)[] = [
  Identity1763600000001,
  Ledger1763600000002,
  Documents1763600000003,
  Articles1763600000004,
  Claims1763600000005,
  Import1763600000006,
  Keyframes1763600000007,
  Repairs1763600000008,
  ArticleVersions1763600000009,
  Origins1763600000010,
  Decisions1763600000011,
  UnnamedCaptures1763600000013,
  ApproverGroups1763600000014,
  DescribedVersions1763600000016,
  TracesInAllLanguages1763600000017,
  RememberedRegions1763600000018,
];
