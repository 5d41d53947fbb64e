// What it does not know of is said for it: it reads no CHECK.
import { createSeedClient } from "@snaplet/seed";

const seed = await createSeedClient();
await seed.account(x => x(Number(process.argv[2]), () => ({ plan: "free", credit: 5 })));
process.exit(0);
