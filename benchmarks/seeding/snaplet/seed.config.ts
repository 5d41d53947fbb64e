import { SeedPostgres } from "@snaplet/seed/adapter-postgres";
import { defineConfig } from "@snaplet/seed/config";
import postgres from "postgres";

export default defineConfig({ adapter: () => new SeedPostgres(postgres(process.env.DATABASE_URL)), select: ["!*", "public.account"] });
