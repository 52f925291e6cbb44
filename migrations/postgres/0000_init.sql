CREATE TABLE "batch_items" (
	"batch_id" text NOT NULL,
	"position" bigint NOT NULL,
	"outcome" text NOT NULL,
	"grade_id" text,
	"rejection" text,
	"record" text,
	CONSTRAINT "batch_items_batch_id_position_pk" PRIMARY KEY("batch_id","position")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"scorecard" text,
	"created_at" text NOT NULL,
	"finished_at" text,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"criterion" text NOT NULL,
	"verdict" text NOT NULL,
	"grade_seq" bigint NOT NULL,
	CONSTRAINT "findings_criterion_verdict_grade_seq_pk" PRIMARY KEY("criterion","verdict","grade_seq")
);
--> statement-breakpoint
CREATE TABLE "grade_agents" (
	"agent_id" text NOT NULL,
	"grade_seq" bigint NOT NULL,
	CONSTRAINT "grade_agents_agent_id_grade_seq_pk" PRIMARY KEY("agent_id","grade_seq")
);
--> statement-breakpoint
CREATE TABLE "grades" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"grade_key" text NOT NULL,
	"transcript_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"channel" text NOT NULL,
	"day" text,
	"scorecard" text NOT NULL,
	"total" double precision,
	"passed" boolean,
	"red_lines" bigint NOT NULL,
	"needs_review" boolean NOT NULL,
	"passes" text NOT NULL,
	"doc" text NOT NULL,
	CONSTRAINT "grades_id_unique" UNIQUE("id"),
	CONSTRAINT "grades_grade_key_unique" UNIQUE("grade_key")
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"key" text PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"status" bigint NOT NULL,
	"body" text NOT NULL,
	"at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transcripts" (
	"transcript_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"doc" text NOT NULL,
	CONSTRAINT "transcripts_transcript_id_content_hash_pk" PRIMARY KEY("transcript_id","content_hash")
);
--> statement-breakpoint
CREATE INDEX "batch_items_by_grade" ON "batch_items" USING btree ("grade_id");--> statement-breakpoint
CREATE INDEX "batch_items_waiting" ON "batch_items" USING btree ("batch_id","position") WHERE outcome = 'waiting';--> statement-breakpoint
CREATE INDEX "grades_by_day" ON "grades" USING btree ("day","seq");