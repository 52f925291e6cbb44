CREATE TABLE "answers" (
	"request_hash" text PRIMARY KEY NOT NULL,
	"reply" text NOT NULL,
	"at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"transcript_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"batch_id" text,
	"day" text NOT NULL,
	"at" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"outcome" text NOT NULL,
	"requests" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"cached_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"cost_usd" double precision,
	"saved_usd" double precision,
	"latency_ms" double precision NOT NULL,
	"shares" text NOT NULL,
	"reply" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "judgements" (
	"key" text PRIMARY KEY NOT NULL,
	"doc" text NOT NULL,
	"at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_facts" (
	"key" text PRIMARY KEY NOT NULL,
	"doc" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_batch_requests" (
	"request_hash" text NOT NULL,
	"batch_id" text NOT NULL,
	CONSTRAINT "provider_batch_requests_request_hash_batch_id_pk" PRIMARY KEY("request_hash","batch_id")
);
--> statement-breakpoint
CREATE TABLE "provider_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"provider_batch_id" text,
	"state" text NOT NULL,
	"created_at" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "calls_verified" ON "calls" USING btree ("request_hash") WHERE outcome = 'verified';--> statement-breakpoint
CREATE INDEX "calls_by_day" ON "calls" USING btree ("day","seq");--> statement-breakpoint
CREATE INDEX "calls_by_batch" ON "calls" USING btree ("batch_id","day","seq");--> statement-breakpoint
CREATE INDEX "provider_batch_requests_by_batch" ON "provider_batch_requests" USING btree ("batch_id");