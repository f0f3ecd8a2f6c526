import { MemoryUpdateLog } from './memory-update-log.js';
import { updateLogContract } from './update-log.contract.js';

updateLogContract('memory', async () => ({ log: new MemoryUpdateLog(), teamId: 'team' }));
