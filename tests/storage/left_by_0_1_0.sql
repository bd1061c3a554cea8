BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0011');
CREATE TABLE attempt (
	id INTEGER NOT NULL, 
	request_id INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	epoch INTEGER NOT NULL, 
	gateway VARCHAR NOT NULL, 
	out_order_id VARCHAR NOT NULL, 
	body TEXT, 
	body_sha256 VARCHAR, 
	owner VARCHAR NOT NULL, 
	lease_until BIGINT, 
	due_at BIGINT, 
	submitted_at BIGINT, 
	answer TEXT DEFAULT '' NOT NULL, 
	reason VARCHAR NOT NULL, 
	failed TEXT, 
	resends INTEGER NOT NULL, 
	looks INTEGER NOT NULL, 
	empty_looks INTEGER NOT NULL, 
	unfiltered_looks INTEGER NOT NULL, 
	next_look_at BIGINT, 
	doubted_at BIGINT, 
	created_at BIGINT NOT NULL, 
	ended_at BIGINT, alike TEXT, 
	CONSTRAINT pk_attempt PRIMARY KEY (id), 
	CONSTRAINT ck_attempt_state_known CHECK (state IN ('ready', 'submitting', 'placed', 'refused', 'in_doubt', 'conflict', 'needs_person', 'abandoned', 'withdrawn')), 
	CONSTRAINT ck_attempt_written_before_sent CHECK (state IN ('ready', 'withdrawn') OR (body IS NOT NULL AND body_sha256 IS NOT NULL AND submitted_at IS NOT NULL)), 
	CONSTRAINT fk_attempt_request_id_request FOREIGN KEY(request_id) REFERENCES request (id), 
	CONSTRAINT uq_attempt_out_order_id UNIQUE (out_order_id)
);
INSERT INTO "attempt" VALUES(1,1,'placed',2,1,'cross','CG95e6a65923d42cc82f2ac67d81f7bc8b','{"addressParam":"{\"addressId\":761204518}","cargoParamList":"[{\"offerId\":701136369475,\"quantity\":20,\"specId\":\"26e49e08415c25ced7f48b74b9753525\"}]","flow":"general","isvBizType":"cross","outOrderId":"CG95e6a65923d42cc82f2ac67d81f7bc8b","tradeType":"assureTrade"}','7c23cb99b0e94a91962f1eb16600b816f0e00542030d9a921ac25b9d59dbc600','10179-8f5de304',1796025813968470,NULL,1796025753968470,'{"result":{"success":true,"orderId":"3301687771406784563","totalSuccessAmount":38200,"postFee":1200},"success":true}','',NULL,0,0,0,0,NULL,NULL,1796025753768273,1796025753978089,NULL);
INSERT INTO "attempt" VALUES(2,2,'placed',2,1,'cross','CG52a42ca3284204412f839742f531bd81','{"addressParam":"{\"addressId\":761204518}","cargoParamList":"[{\"offerId\":701136369475,\"quantity\":20,\"specId\":\"26e49e08415c25ced7f48b74b9753525\"}]","flow":"general","isvBizType":"cross","outOrderId":"CG52a42ca3284204412f839742f531bd81","tradeType":"assureTrade"}','c34babea76ab6034ff25a97148e121adda663b69a6094275d074c12b568c4de6','10179-8f5de304',1796026462112262,NULL,1796026402112262,'{"result":{"success":true,"orderId":"3301688771409785347","totalSuccessAmount":38200,"postFee":1200},"success":true}','',NULL,0,0,0,0,NULL,NULL,1796026401914111,1796026402122460,NULL);
INSERT INTO "attempt" VALUES(3,3,'placed',2,1,'cross','CG73f25af5aac844e9bcb482fe3bb07e09','{"addressParam":"{\"addressId\":761204518}","cargoParamList":"[{\"offerId\":701136369475,\"quantity\":20,\"specId\":\"26e49e08415c25ced7f48b74b9753525\"}]","flow":"general","isvBizType":"cross","outOrderId":"CG73f25af5aac844e9bcb482fe3bb07e09","tradeType":"assureTrade"}','acbcdcbe8b6729558364ad54dc537b71853c5aafdbb336cf001d3bb2ba3519a6','10179-8f5de304',1796026481830993,NULL,1796026421830993,'{"result":{"success":true,"orderId":"3301690771415786915","totalSuccessAmount":38200,"postFee":1200},"success":true}','',NULL,0,0,0,0,NULL,NULL,1796026421630351,1796026421840549,NULL);
CREATE TABLE away (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	person_id BIGINT NOT NULL, 
	delegate_id BIGINT, 
	from_day VARCHAR NOT NULL, 
	until_day VARCHAR NOT NULL, 
	created_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	CONSTRAINT pk_away PRIMARY KEY (id), 
	CONSTRAINT ck_away_not_to_oneself CHECK (delegate_id IS NULL OR delegate_id <> person_id), 
	CONSTRAINT ck_away_days_forward CHECK (from_day <= until_day), 
	CONSTRAINT fk_away_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_away_person_id_person FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_away_delegate_id_person FOREIGN KEY(delegate_id) REFERENCES person (id)
);
CREATE TABLE card (
	request_id INTEGER NOT NULL, 
	chat_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	has_photo BOOLEAN NOT NULL, 
	shown VARCHAR NOT NULL, 
	CONSTRAINT pk_card PRIMARY KEY (request_id, chat_id), 
	CONSTRAINT fk_card_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
);
INSERT INTO "card" VALUES(1,5100000001,4,1,'ordered:2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084:e01acc88f259408e4c76557eadb932d0');
INSERT INTO "card" VALUES(2,5100000001,33,1,'ordered:2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084:a43ecd6c87779b3f63fdb73946d65d9b');
INSERT INTO "card" VALUES(3,5100000001,42,1,'ordered:2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084:2b6d6fda6a3c035113043d77a2d750f4');
CREATE TABLE chat (
	id BIGINT NOT NULL, 
	kind VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	hears_all BOOLEAN, 
	told_privacy_at BIGINT, 
	migrated_to BIGINT, 
	CONSTRAINT pk_chat PRIMARY KEY (id)
);
INSERT INTO "chat" VALUES(5100000001,'private','',NULL,NULL,NULL);
INSERT INTO "chat" VALUES(-4200001,'group','Purchasing',1,1796025761956742,NULL);
CREATE TABLE "decision" (
	id INTEGER NOT NULL, 
	request_id INTEGER NOT NULL, 
	requester_id BIGINT NOT NULL, 
	approver_id BIGINT NOT NULL, 
	verdict VARCHAR NOT NULL, 
	snapshot_hash VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	created_at BIGINT NOT NULL, 
	taken_back_at BIGINT, 
	CONSTRAINT pk_decision PRIMARY KEY (id), 
	CONSTRAINT ck_decision_verdict_known CHECK (verdict IN ('approve', 'decline')), 
	CONSTRAINT ck_decision_not_ones_own CHECK (approver_id <> requester_id), 
	CONSTRAINT fk_decision_approver_id_person FOREIGN KEY(approver_id) REFERENCES person (id), 
	CONSTRAINT fk_decision_request_id_requester_id_request FOREIGN KEY(request_id, requester_id) REFERENCES request (id, requester_id)
);
CREATE TABLE dialog (
	chat_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	kind VARCHAR NOT NULL, 
	request_id INTEGER, 
	facts TEXT, 
	expires_at BIGINT NOT NULL, 
	CONSTRAINT pk_dialog PRIMARY KEY (chat_id, person_id)
);
CREATE TABLE event (
	id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	kind VARCHAR NOT NULL, 
	actor_id BIGINT, 
	request_id INTEGER, 
	attempt_id INTEGER, 
	order_id VARCHAR, 
	facts TEXT NOT NULL, 
	bot_id BIGINT, 
	update_id BIGINT, 
	previous VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (id), 
	CONSTRAINT uq_event_hash UNIQUE (hash), 
	CONSTRAINT uq_event_previous UNIQUE (previous)
);
INSERT INTO "event" VALUES(1,1796025751974257,'opened',5100000001,1,NULL,NULL,'{"offer": "701136369475", "quantity": 20, "team": null}',6324987647,882374664,'','b27e9992319f42ee9e99a0132313863c8ef78cb0810cdf7da409c3993952e061');
INSERT INTO "event" VALUES(2,1796025753768273,'confirmed',5100000001,1,1,NULL,'{"by": [], "policy": null, "snapshot": "2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084", "total": 38200}',6324987647,882374668,'b27e9992319f42ee9e99a0132313863c8ef78cb0810cdf7da409c3993952e061','17fb5e84f3d95fc45794addeafad13f832f26f4e903c89947ef9e90e11b7e590');
INSERT INTO "event" VALUES(3,1796025753968470,'submitting',NULL,1,1,NULL,'{"epoch": 1}',NULL,NULL,'17fb5e84f3d95fc45794addeafad13f832f26f4e903c89947ef9e90e11b7e590','4af6ec2c96ab910dba7433b1f572dcb8955e04444cae8f8b30d2b6c50471649d');
INSERT INTO "event" VALUES(4,1796025753978089,'placed',NULL,1,1,NULL,'{"orders": ["3301687771406784563"]}',NULL,NULL,'4af6ec2c96ab910dba7433b1f572dcb8955e04444cae8f8b30d2b6c50471649d','37b4e9c8c72bc6a48afa4f610b7efb9db3a82a6a198126245dca5de83271c79c');
INSERT INTO "event" VALUES(5,1796025756912804,'paid',NULL,1,NULL,'3301687771406784563','{"after": null, "before": null}',NULL,NULL,'37b4e9c8c72bc6a48afa4f610b7efb9db3a82a6a198126245dca5de83271c79c','e9480efea6bab8bd4e473d2bc49ffdcf1de4886b478f779980b34d418eff0bc3');
INSERT INTO "event" VALUES(6,1796025759111221,'shipped',NULL,1,NULL,'3301687771406784563','{"after": null, "before": null}',NULL,NULL,'e9480efea6bab8bd4e473d2bc49ffdcf1de4886b478f779980b34d418eff0bc3','d0738323497e12d63b60ac2c5397d87ac7f953999b27b3cf1247be0ba7b3991f');
INSERT INTO "event" VALUES(7,1796025761417582,'finished',NULL,1,NULL,'3301687771406784563','{"after": null, "before": null}',NULL,NULL,'d0738323497e12d63b60ac2c5397d87ac7f953999b27b3cf1247be0ba7b3991f','6e327880cb49af26df5f7547fca18cd640402d72e4dfa13d1dbfbb7024cb3416');
INSERT INTO "event" VALUES(8,1796025761995943,'team_opened',5100000001,NULL,NULL,NULL,'{"chat_id": -4200001, "policy_version": 1, "team": 1, "title": "Purchasing"}',6324987647,882374673,'6e327880cb49af26df5f7547fca18cd640402d72e4dfa13d1dbfbb7024cb3416','71e6a5e9b68ec2c1e836310aaf77aa02c6748495adf2035851bc88d9552bb560');
INSERT INTO "event" VALUES(9,1796025762678521,'team_invited',5100000001,NULL,NULL,NULL,'{"alone": false, "policy_version": 1, "proposal": null, "proposed_by": null, "role": "approver", "team": 1, "until": "2026-12-01T08:02:42.678521Z"}',6324987647,882374674,'71e6a5e9b68ec2c1e836310aaf77aa02c6748495adf2035851bc88d9552bb560','5aa1e458a0748ad13500d44c82e8a679cb68e6df20c589931f1323d46ed57302');
INSERT INTO "event" VALUES(10,1796025763691712,'team_proposed',5100000001,NULL,NULL,NULL,'{"base": 0, "change": {"role": "approver"}, "policy_version": 1, "proposal": 1, "team": 1, "what": "invited"}',6324987647,882374675,'5aa1e458a0748ad13500d44c82e8a679cb68e6df20c589931f1323d46ed57302','882b70766e0e4ab86642430acee2486cf5564ba2860ba83351ac4934ec34b132');
INSERT INTO "event" VALUES(11,1796025764716063,'team_invited',5100000001,NULL,NULL,NULL,'{"alone": false, "policy_version": 1, "proposal": null, "proposed_by": null, "role": "requester", "team": 1, "until": "2026-12-01T08:02:44.716063Z"}',6324987647,882374676,'882b70766e0e4ab86642430acee2486cf5564ba2860ba83351ac4934ec34b132','688e67f73c3e89a069e862e08abb50d210946c5737ee3547757e8bf0bbc52a86');
INSERT INTO "event" VALUES(12,1796025765741154,'team_proposed',5100000001,NULL,NULL,NULL,'{"base": 0, "change": {"role": "buyer"}, "policy_version": 1, "proposal": 2, "team": 1, "what": "invited"}',6324987647,882374677,'688e67f73c3e89a069e862e08abb50d210946c5737ee3547757e8bf0bbc52a86','a511a699542b1471d7ac59b4039da2d6570c79ada70aa3811e2f000c3aa92699');
INSERT INTO "event" VALUES(13,1796026399096502,'opened',5100000001,2,NULL,NULL,'{"offer": "701136369475", "quantity": 20, "team": 1}',6324987647,882374681,'a511a699542b1471d7ac59b4039da2d6570c79ada70aa3811e2f000c3aa92699','12c4c108e8f903bca806dcf5667bcd8042fb809b3a945a25e9c9626502fd074f');
INSERT INTO "event" VALUES(14,1796026401914111,'confirmed',5100000001,2,2,NULL,'{"by": [], "policy": 1, "snapshot": "2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084", "total": 38200}',6324987647,882374685,'12c4c108e8f903bca806dcf5667bcd8042fb809b3a945a25e9c9626502fd074f','4352fdf6de22d6c8c78caba47ec8478313eda47f94d737f97cc1190364c1d5fb');
INSERT INTO "event" VALUES(15,1796026402112262,'submitting',NULL,2,2,NULL,'{"epoch": 1}',NULL,NULL,'4352fdf6de22d6c8c78caba47ec8478313eda47f94d737f97cc1190364c1d5fb','560728f40828aebde66e738df150d3ba92ab5bcff262fc8eba48a80904a4c529');
INSERT INTO "event" VALUES(16,1796026402122460,'placed',NULL,2,2,NULL,'{"orders": ["3301688771409785347"]}',NULL,NULL,'560728f40828aebde66e738df150d3ba92ab5bcff262fc8eba48a80904a4c529','22e1c557d45d37a8766aed82d8ac43c37bded000a025dd6eaa65b0448274c25c');
INSERT INTO "event" VALUES(17,1796026405912348,'paid',NULL,2,NULL,'3301688771409785347','{"after": null, "before": null}',NULL,NULL,'22e1c557d45d37a8766aed82d8ac43c37bded000a025dd6eaa65b0448274c25c','4a34803365edc9952f5b8a86f8cdd5ebfa9b269d798b051f6bf2dda6001b15bb');
INSERT INTO "event" VALUES(18,1796026408512035,'cancelled',NULL,2,NULL,'3301688771409785347','{"after": null, "before": null}',NULL,NULL,'4a34803365edc9952f5b8a86f8cdd5ebfa9b269d798b051f6bf2dda6001b15bb','3fbab3639ba15b2fef21d6ae1c27b5ea907ceedacfacd347e0ce8e259345adf5');
INSERT INTO "event" VALUES(19,1796026408512035,'refund_asked',NULL,2,NULL,'3301688771409785347','{"after": null, "before": null}',NULL,NULL,'3fbab3639ba15b2fef21d6ae1c27b5ea907ceedacfacd347e0ce8e259345adf5','56e5a7b476ed164b26784575ca79793aa176abd559516443ea537dc8da2ef95e');
INSERT INTO "event" VALUES(20,1796026410511513,'refund_done',NULL,2,NULL,'3301688771409785347','{"after": null, "before": null}',NULL,NULL,'56e5a7b476ed164b26784575ca79793aa176abd559516443ea537dc8da2ef95e','021cef3d72987ca499ae26abd9fe407e9ad37c2011da9209b587bf4dbea32a16');
INSERT INTO "event" VALUES(21,1796026419760379,'opened',5100000001,3,NULL,NULL,'{"offer": "701136369475", "quantity": 20, "team": 1}',6324987647,882374687,'021cef3d72987ca499ae26abd9fe407e9ad37c2011da9209b587bf4dbea32a16','68333cf5c29461f3965c1611019bcb166d3adde699e147db6201424b5d93101e');
INSERT INTO "event" VALUES(22,1796026421630351,'confirmed',5100000001,3,3,NULL,'{"by": [], "policy": 1, "snapshot": "2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084", "total": 38200}',6324987647,882374691,'68333cf5c29461f3965c1611019bcb166d3adde699e147db6201424b5d93101e','779793c7e5cf620ded3d8d92ad7deb71518415d15fb7be2d0a10ae0b376209f8');
INSERT INTO "event" VALUES(23,1796026421830993,'submitting',NULL,3,3,NULL,'{"epoch": 1}',NULL,NULL,'779793c7e5cf620ded3d8d92ad7deb71518415d15fb7be2d0a10ae0b376209f8','7ab97845726fbf995631972fced74b3e36e9374a98718b7bb82aae2d01afa84e');
INSERT INTO "event" VALUES(24,1796026421840549,'placed',NULL,3,3,NULL,'{"orders": ["3301690771415786915"]}',NULL,NULL,'7ab97845726fbf995631972fced74b3e36e9374a98718b7bb82aae2d01afa84e','ef9616435429ab4569dfbebf5d99c6b9a88a2a5366cef690fa894d535d53f8b1');
CREATE TABLE fact (
	name VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_fact PRIMARY KEY (name)
);
INSERT INTO "fact" VALUES('codes_key','"954edf2e5960affced1309f556c608c7a69f11de249f37958f964209c4b80bbe"',1796025747329411);
INSERT INTO "fact" VALUES('bot_id','6324987647',1796025747333415);
INSERT INTO "fact" VALUES('database','{"id": "04edc9e298ab585ad06cf0f40b60d0f2", "since": "2026-11-30T08:02:27.334279+00:00"}',1796025747334279);
INSERT INTO "fact" VALUES('ticks','{"at": "2026-11-30T08:13:29.898439+00:00", "ticks": [["approvals", "2026-11-30T08:13:29.422148+00:00", ""], ["copies", "2026-11-30T08:13:01.327956+00:00", ""], ["daily", "2026-11-30T08:13:28.946906+00:00", ""], ["doubts", "2026-11-30T08:13:29.184324+00:00", ""], ["expiry", "2026-11-30T08:13:29.137835+00:00", ""], ["login", "2026-11-30T08:13:28.757430+00:00", ""], ["lost_time", "2026-11-30T08:13:29.421084+00:00", ""], ["memory", "2026-11-30T08:13:29.374691+00:00", ""], ["orders", "2026-11-30T08:13:29.137214+00:00", ""], ["outbox", "2026-11-30T08:13:29.896016+00:00", ""], ["parcels", "2026-11-30T08:13:29.613070+00:00", ""], ["proposals", "2026-11-30T08:13:29.232466+00:00", ""], ["reminders", "2026-11-30T08:13:29.518512+00:00", ""], ["renewal", "2026-11-30T08:13:28.851824+00:00", ""], ["rewound", "2026-11-30T08:13:29.468579+00:00", ""], ["roll_call", "2026-11-30T08:13:29.326222+00:00", ""], ["stamp", "2026-11-30T08:12:59.900500+00:00", ""], ["submit", "2026-11-30T08:13:29.279772+00:00", ""], ["sweep", "2026-11-30T08:13:29.041235+00:00", ""], ["takeover", "2026-11-30T08:13:29.230775+00:00", ""], ["watch", "2026-11-30T08:13:29.757073+00:00", ""]]}',1796026409898439);
INSERT INTO "fact" VALUES('approvals_awake','"2026-11-30T08:12:49.422150+00:00"',1796026369422773);
INSERT INTO "fact" VALUES('next:daily','"2026-12-01T08:02:27.425913+00:00"',1796025747443028);
INSERT INTO "fact" VALUES('outside_since','"2026-11-30T08:02:27+00:00"',1796025747481366);
INSERT INTO "fact" VALUES('webhook','""',1796025747485609);
INSERT INTO "fact" VALUES('next:renewal','"2026-12-01T08:02:27.426159+00:00"',1796025747535061);
INSERT INTO "fact" VALUES('copies','{"error": "", "newest": "2026-11-30T08:02:27.421679+00:00", "next": "2026-11-30T09:02:27.421679+00:00"}',1796025747541056);
INSERT INTO "fact" VALUES('swept_until','"2026-11-30T08:02:27.433128+00:00"',1796025748354180);
INSERT INTO "fact" VALUES('next:sweep','"2026-11-30T08:17:27.424213+00:00"',1796025748355905);
INSERT INTO "fact" VALUES('address:5100000001:5100000001','"761204518"',1796025752722016);
INSERT INTO "fact" VALUES('watch_cursor','"2026-11-30T08:13:41+00:00"',1796026422033346);
INSERT INTO "fact" VALUES('had_approver:1','true',1796025762678521);
INSERT INTO "fact" VALUES('proposed:1','[-4200001]',1796025763691712);
INSERT INTO "fact" VALUES('proposed:2','[-4200001]',1796025765741154);
INSERT INTO "fact" VALUES('team:5100000001','1',1796026401914111);
CREATE TABLE ghost (
	order_id VARCHAR NOT NULL, 
	attempt_id INTEGER, 
	out_order_id VARCHAR NOT NULL, 
	found_at BIGINT NOT NULL, 
	closed_by BIGINT, outside BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_ghost PRIMARY KEY (order_id)
);
CREATE TABLE inbox (
	bot_id BIGINT NOT NULL, 
	update_id BIGINT NOT NULL, 
	lane VARCHAR NOT NULL, 
	raw TEXT NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	error VARCHAR NOT NULL, 
	received_at BIGINT NOT NULL, 
	finished_at BIGINT, owner VARCHAR DEFAULT '' NOT NULL, epoch INTEGER DEFAULT '0' NOT NULL, claimed_until BIGINT, 
	CONSTRAINT pk_inbox PRIMARY KEY (bot_id, update_id), 
	CONSTRAINT ck_inbox_state_known CHECK (state IN ('new', 'done', 'dead'))
);
INSERT INTO "inbox" VALUES(6324987647,882374663,'5100000001','{"update_id": 882374663, "message": {"message_id": 1, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}','done',0,'',1796025751660991,1796025751673687,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374664,'5100000001','{"update_id": 882374664, "message": {"message_id": 3, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "https://detail.1688.com/offer/701136369475.html x20", "entities": [{"type": "url", "offset": 0, "length": 47}]}}','done',0,'',1796025751764028,1796025751974257,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374665,'5100000001','{"update_id": 882374665, "callback_query": {"id": "266887067307361661", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 4, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#1 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,277 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Color", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "reply_markup": {"inline_keyboard": [[{"text": "White", "callback_data": "ax:1:0:0GWlrbJuO7WY"}, {"text": "Black", "callback_data": "ax:1:0:1dNALYYBCMOM"}], [{"text": "Navy", "callback_data": "ax:1:0:2-j87jVMQWVQ"}, {"text": "Red", "callback_data": "ax:1:0:39fMH3p5MtQg"}], [{"text": "Cancel", "callback_data": "cd:1oDtqsIDP9lk"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475.png"}}, "chat_instance": "40386900029543987650", "data": "ax:1:0:0GWlrbJuO7WY"}}','done',0,'',1796025752073659,1796025752084356,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374666,'5100000001','{"update_id": 882374666, "callback_query": {"id": "266887067307369580", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 4, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#1 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,277 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Size\nChosen: White", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "edit_date": 1796025752, "reply_markup": {"inline_keyboard": [[{"text": "S · ¥ 18.50 · 60 left", "callback_data": "sp:1:~26e49e08415c25ced7f48b74b9753525Yq66k9aUZpA"}], [{"text": "M · ¥ 19.00 · 67 left", "callback_data": "sp:1:~fe7644bc671f059180bcdc7fd7f439e5zX5gHHDNW38"}], [{"text": "L · ¥ 19.50 · 74 left", "callback_data": "sp:1:~9c2352c0c457ceb2f16dc0d0f0fc36effB-VKsSL-h0"}], [{"text": "XL · ¥ 20.00 · 81 left", "callback_data": "sp:1:~cc72299ebdc7c7ee6ff60dd3e6c7f350K_JuwPjpqxg"}], [{"text": "2XL · ¥ 20.50 · 88 left", "callback_data": "sp:1:~932583d927fa62cf6bb5897ab0ea0b82phErjAr1kuQ"}], [{"text": "Back", "callback_data": "ax:1:0l4mIow7aO0Q"}, {"text": "Cancel", "callback_data": "cd:1oDtqsIDP9lk"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "sp:1:~26e49e08415c25ced7f48b74b9753525Yq66k9aUZpA"}}','done',0,'',1796025752087954,1796025752092587,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374667,'5100000001','{"update_id": 882374667, "callback_query": {"id": "266887067307377499", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 4, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#1 · where to?\nChoose the delivery address.\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\n20 pcs", "entities": [{"type": "bold", "offset": 0, "length": 14}, {"type": "bold", "offset": 108, "length": 9}], "edit_date": 1796025752, "reply_markup": {"inline_keyboard": [[{"text": "王海燕, 金华市, 浙江省 金华市 义乌市 稠江街道 货运仓库3号楼2层A区 (default)", "callback_data": "ad:1:~761204518hzscxBdtRvU"}], [{"text": "李国栋, 广州市, 广东省 广州市 白云区 石井街道 物流园C栋15号库", "callback_data": "ad:1:~761204733nrOjKuNiIKs"}], [{"text": "赵丽, 牡丹江市, 黑龙江省 牡丹江市 绥芬河市 绥芬河镇 边贸路跨境仓8号", "callback_data": "ad:1:~761205046DU9owIvvhY4"}], [{"text": "Cancel", "callback_data": "cd:1oDtqsIDP9lk"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475.png"}}, "chat_instance": "40386900029543987650", "data": "ad:1:~761204518hzscxBdtRvU"}}','done',0,'',1796025752718315,1796025752726548,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374668,'5100000001','{"update_id": 882374668, "callback_query": {"id": "266887067307385418", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 4, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#1 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\n⏳ You can confirm this price until 1 Dec 16:02 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 249, "length": 21, "unix_time": 1796112151, "date_time_format": "dt"}], "edit_date": 1796025753, "reply_markup": {"inline_keyboard": [[{"text": "Buy now", "callback_data": "ok:1:~inSyeiyUDIknNBwMslRroAUta0FPnC6pM", "style": "success"}], [{"text": "Change", "callback_data": "mn:1o_hvRqW0quQ"}, {"text": "Note", "callback_data": "no:1x3VsmNxXM3w"}, {"text": "Cancel", "callback_data": "cd:1oDtqsIDP9lk", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:1:~inSyeiyUDIknNBwMslRroAUta0FPnC6pM"}}','done',0,'',1796025753758772,1796025753768273,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374669,'-4200001','{"update_id": 882374669, "my_chat_member": {"chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "date": 1796025761, "old_chat_member": {"user": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "status": "left"}, "new_chat_member": {"user": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "status": "member"}}}','done',0,'',1796025761941102,1796025761958034,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374670,'-4200001','{"update_id": 882374670, "message": {"message_id": 8, "date": 1796025761, "chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "new_chat_members": [{"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}]}}','done',0,'',1796025761941102,1796025761958034,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374671,'-4200001','{"update_id": 882374671, "my_chat_member": {"chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "date": 1796025761, "old_chat_member": {"user": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "status": "member"}, "new_chat_member": {"user": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "status": "administrator", "is_anonymous": false, "can_be_edited": false, "can_manage_chat": true, "can_change_info": true, "can_delete_messages": true, "can_invite_users": true, "can_restrict_members": true, "can_pin_messages": true, "can_promote_members": false, "can_manage_video_chats": true, "can_post_stories": true, "can_edit_stories": true, "can_delete_stories": true, "can_send_welcome_messages": true, "can_manage_tags": true}}}','done',0,'',1796025761941102,1796025761993769,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374672,'5100000001','{"update_id": 882374672, "message": {"message_id": 9, "date": 1796025761, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}','done',0,'',1796025761946127,1796025762676763,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374673,'-4200001','{"update_id": 882374673, "message": {"message_id": 10, "date": 1796025761, "chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/team here", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}}','done',0,'',1796025761946127,1796025761995943,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374674,'5100000001','{"update_id": 882374674, "message": {"message_id": 14, "date": 1796025762, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/invite approver", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}}','done',0,'',1796025762045409,1796025762678521,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374675,'5100000001','{"update_id": 882374675, "message": {"message_id": 18, "date": 1796025763, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/invite approver", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}}','done',0,'',1796025763687805,1796025763691712,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374676,'5100000001','{"update_id": 882374676, "message": {"message_id": 21, "date": 1796025764, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/invite requester", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}}','done',0,'',1796025764711668,1796025764716063,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374677,'5100000001','{"update_id": 882374677, "message": {"message_id": 24, "date": 1796025765, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/invite buyer", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}}','done',0,'',1796025765737469,1796025765741154,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374678,'5100000001','{"update_id": 882374678, "callback_query": {"id": "266887067307393337", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 20, "date": 1796025764, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "⏳ Invitation: this gives more rights than before, so it needs a second word.\nYou are the only admin: press “Agree” yourself from 30 Nov 16:12 (Beijing) on.", "entities": [{"type": "date_time", "offset": 129, "length": 22, "unix_time": 1796026363, "date_time_format": "dt"}], "reply_markup": {"inline_keyboard": [[{"text": "Agree", "callback_data": "2n:18jxNQZJqt7Q", "style": "success"}, {"text": "Turn down", "callback_data": "dp:1_vsC8qI63mg", "style": "danger"}]]}, "link_preview_options": {"is_disabled": true}}, "chat_instance": "40386900029543987650", "data": "2n:18jxNQZJqt7Q"}}','done',0,'',1796025766761050,1796025766767148,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374679,'-4200001','{"update_id": 882374679, "message": {"message_id": 28, "date": 1796026383, "chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000004, "is_bot": false, "first_name": "Daria", "language_code": "ru"}, "text": "/buy 766338255900 100", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}}','done',0,'',1796026383325774,1796026383333641,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374680,'5100000001','{"update_id": 882374680, "message": {"message_id": 30, "date": 1796026398, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}','done',0,'',1796026398878463,1796026398888730,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374681,'5100000001','{"update_id": 882374681, "message": {"message_id": 31, "date": 1796026398, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "https://detail.1688.com/offer/701136369475.html x20", "entities": [{"type": "url", "offset": 0, "length": 47}]}}','done',0,'',1796026398886321,1796026399096502,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374682,'5100000001','{"update_id": 882374682, "callback_query": {"id": "266887067307401256", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 33, "date": 1796026399, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#2 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,257 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Color", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "reply_markup": {"inline_keyboard": [[{"text": "White", "callback_data": "ax:2:0:0oFIzCf_MvHM"}, {"text": "Black", "callback_data": "ax:2:0:1Ir2hdrrpUQQ"}], [{"text": "Navy", "callback_data": "ax:2:0:2GWraixfM3yI"}, {"text": "Red", "callback_data": "ax:2:0:3zwYfkRrqvjA"}], [{"text": "Cancel", "callback_data": "cd:29H-tjot-NH4"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475.png"}}, "chat_instance": "40386900029543987650", "data": "ax:2:0:0oFIzCf_MvHM"}}','done',0,'',1796026399189199,1796026399204583,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374683,'5100000001','{"update_id": 882374683, "callback_query": {"id": "266887067307409175", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 33, "date": 1796026399, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#2 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,257 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Size\nChosen: White", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "edit_date": 1796026399, "reply_markup": {"inline_keyboard": [[{"text": "S · ¥ 18.50 · 40 left", "callback_data": "sp:2:~26e49e08415c25ced7f48b74b9753525BGPYNylyRsE"}], [{"text": "M · ¥ 19.00 · 67 left", "callback_data": "sp:2:~fe7644bc671f059180bcdc7fd7f439e5qiMRtGXLdoA"}], [{"text": "L · ¥ 19.50 · 74 left", "callback_data": "sp:2:~9c2352c0c457ceb2f16dc0d0f0fc36efzV8XVKkEpRE"}], [{"text": "XL · ¥ 20.00 · 81 left", "callback_data": "sp:2:~cc72299ebdc7c7ee6ff60dd3e6c7f350ihQ65EfB5U4"}], [{"text": "2XL · ¥ 20.50 · 88 left", "callback_data": "sp:2:~932583d927fa62cf6bb5897ab0ea0b82bYJBMEfgD2w"}], [{"text": "Back", "callback_data": "ax:2:0KIIEgTVLDeY"}, {"text": "Cancel", "callback_data": "cd:29H-tjot-NH4"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "sp:2:~26e49e08415c25ced7f48b74b9753525BGPYNylyRsE"}}','done',0,'',1796026399210331,1796026399296059,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374684,'5100000001','{"update_id": 882374684, "callback_query": {"id": "266887067307417094", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 33, "date": 1796026399, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#2 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\nTeam: Purchasing\n\n⚠️ The same variant was asked for or ordered within the last 24 hours (#1). Still want it?\n⏳ You can confirm this price until 1 Dec 16:13 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 358, "length": 21, "unix_time": 1796112799, "date_time_format": "dt"}], "edit_date": 1796026399, "reply_markup": {"inline_keyboard": [[{"text": "Buy now", "callback_data": "ok:2:~inSyeiyUDIknNBwMslRroA2S8P4yEfUlg", "style": "success"}], [{"text": "Change", "callback_data": "mn:2UDXHu3llFGU"}, {"text": "Note", "callback_data": "no:2JILr73FXwP4"}, {"text": "Reason", "callback_data": "wy:2rCoVtctPhYk"}, {"text": "Cancel", "callback_data": "cd:29H-tjot-NH4", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:2:~inSyeiyUDIknNBwMslRroA2S8P4yEfUlg"}}','done',0,'',1796026399932366,1796026399956241,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374685,'5100000001','{"update_id": 882374685, "callback_query": {"id": "266887067307425013", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 33, "date": 1796026399, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#2 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\nTeam: Purchasing\n\n⚠️ The same variant was asked for or ordered within the last 24 hours (#1). Still want it?\n⏳ You can confirm this price until 1 Dec 16:13 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 358, "length": 21, "unix_time": 1796112799, "date_time_format": "dt"}], "edit_date": 1796026400, "reply_markup": {"inline_keyboard": [[{"text": "Yes, still", "callback_data": "ok:2:~inSyeiyUDIknNBwMslRroA2S8P4yEfUlg", "style": "success"}], [{"text": "Change", "callback_data": "mn:2UDXHu3llFGU"}, {"text": "Note", "callback_data": "no:2JILr73FXwP4"}, {"text": "Reason", "callback_data": "wy:2rCoVtctPhYk"}, {"text": "Cancel", "callback_data": "cd:29H-tjot-NH4", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:2:~inSyeiyUDIknNBwMslRroA2S8P4yEfUlg"}}','done',0,'',1796026400996842,1796026401914111,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374686,'5100000001','{"update_id": 882374686, "message": {"message_id": 39, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}','done',0,'',1796026419546334,1796026419553634,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374687,'5100000001','{"update_id": 882374687, "message": {"message_id": 40, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "https://detail.1688.com/offer/701136369475.html x20", "entities": [{"type": "url", "offset": 0, "length": 47}]}}','done',0,'',1796026419551453,1796026419760379,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374688,'5100000001','{"update_id": 882374688, "callback_query": {"id": "266887067307432932", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 42, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#3 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,257 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Color", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "reply_markup": {"inline_keyboard": [[{"text": "White", "callback_data": "ax:3:0:0yH5ue5OqSW8"}, {"text": "Black", "callback_data": "ax:3:0:1V3euesltqRE"}], [{"text": "Navy", "callback_data": "ax:3:0:2Q1r-DhKfZO0"}, {"text": "Red", "callback_data": "ax:3:0:3MtKxIVAej0E"}], [{"text": "Cancel", "callback_data": "cd:3Ga92pdTGPw4"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475.png"}}, "chat_instance": "40386900029543987650", "data": "ax:3:0:0yH5ue5OqSW8"}}','done',0,'',1796026419859123,1796026419870667,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374689,'5100000001','{"update_id": 882374689, "callback_query": {"id": "266887067307440851", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 42, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#3 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,257 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Size\nChosen: White", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "edit_date": 1796026419, "reply_markup": {"inline_keyboard": [[{"text": "S · ¥ 18.50 · 40 left", "callback_data": "sp:3:~26e49e08415c25ced7f48b74b9753525bmhylLz0z_0"}], [{"text": "M · ¥ 19.00 · 67 left", "callback_data": "sp:3:~fe7644bc671f059180bcdc7fd7f439e5leZSSz4HjwQ"}], [{"text": "L · ¥ 19.50 · 74 left", "callback_data": "sp:3:~9c2352c0c457ceb2f16dc0d0f0fc36efNSU50liwB-U"}], [{"text": "XL · ¥ 20.00 · 81 left", "callback_data": "sp:3:~cc72299ebdc7c7ee6ff60dd3e6c7f350yT7bOBX20gY"}], [{"text": "2XL · ¥ 20.50 · 88 left", "callback_data": "sp:3:~932583d927fa62cf6bb5897ab0ea0b82FuLPTHG8D_0"}], [{"text": "Back", "callback_data": "ax:3:0_lEcUfAsTqo"}, {"text": "Cancel", "callback_data": "cd:3Ga92pdTGPw4"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "sp:3:~26e49e08415c25ced7f48b74b9753525bmhylLz0z_0"}}','done',0,'',1796026419873303,1796026420160126,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374690,'5100000001','{"update_id": 882374690, "callback_query": {"id": "266887067307448770", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 42, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#3 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\nTeam: Purchasing\n\n⚠️ The same variant was asked for or ordered within the last 24 hours (#2). Still want it?\n⏳ You can confirm this price until 1 Dec 16:13 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 358, "length": 21, "unix_time": 1796112819, "date_time_format": "dt"}], "edit_date": 1796026420, "reply_markup": {"inline_keyboard": [[{"text": "Buy now", "callback_data": "ok:3:~inSyeiyUDIknNBwMslRroAHKfjbxkg2lE", "style": "success"}], [{"text": "Change", "callback_data": "mn:3945PEVmgpJ0"}, {"text": "Note", "callback_data": "no:3q56C6GzIB-8"}, {"text": "Reason", "callback_data": "wy:3bcvN3IeQ77Y"}, {"text": "Cancel", "callback_data": "cd:3Ga92pdTGPw4", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:3:~inSyeiyUDIknNBwMslRroAHKfjbxkg2lE"}}','done',0,'',1796026420581533,1796026420589984,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374691,'5100000001','{"update_id": 882374691, "callback_query": {"id": "266887067307456689", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 42, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#3 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\nTeam: Purchasing\n\n⚠️ The same variant was asked for or ordered within the last 24 hours (#2). Still want it?\n⏳ You can confirm this price until 1 Dec 16:13 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 358, "length": 21, "unix_time": 1796112819, "date_time_format": "dt"}], "edit_date": 1796026421, "reply_markup": {"inline_keyboard": [[{"text": "Yes, still", "callback_data": "ok:3:~inSyeiyUDIknNBwMslRroAHKfjbxkg2lE", "style": "success"}], [{"text": "Change", "callback_data": "mn:3945PEVmgpJ0"}, {"text": "Note", "callback_data": "no:3q56C6GzIB-8"}, {"text": "Reason", "callback_data": "wy:3bcvN3IeQ77Y"}, {"text": "Cancel", "callback_data": "cd:3Ga92pdTGPw4", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:3:~inSyeiyUDIknNBwMslRroAHKfjbxkg2lE"}}','done',0,'',1796026421621190,1796026421630351,'',0,NULL);
CREATE TABLE invitation (
	code_sha256 VARCHAR NOT NULL, 
	team_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	made_by BIGINT NOT NULL, 
	expires_at BIGINT NOT NULL, 
	used_by BIGINT, 
	used_at BIGINT, 
	CONSTRAINT pk_invitation PRIMARY KEY (code_sha256), 
	CONSTRAINT ck_invitation_role_known CHECK (role IN ('requester', 'approver', 'buyer', 'admin')), 
	CONSTRAINT fk_invitation_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_invitation_used_by_person FOREIGN KEY(used_by) REFERENCES person (id)
);
INSERT INTO "invitation" VALUES('0373c7fa8cef739b3d8a57e24ccbb4f698b81b57fefae0a568056605a63a1687',1,'approver',5100000001,1796112162678521,NULL,NULL);
INSERT INTO "invitation" VALUES('613b553bf0920c2d70a2c8b92ea06f6e88ddc0ebccf9ce2a57f1d17b20777335',1,'requester',5100000001,1796112164716063,NULL,NULL);
CREATE TABLE member (
	team_id INTEGER NOT NULL, 
	person_id BIGINT NOT NULL, 
	roles VARCHAR NOT NULL, 
	limit_fen BIGINT, 
	active BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	since BIGINT NOT NULL, left_at BIGINT, left_update BIGINT, 
	CONSTRAINT pk_member PRIMARY KEY (team_id, person_id), 
	CONSTRAINT ck_member_limit_not_negative CHECK (limit_fen IS NULL OR limit_fen >= 0), 
	CONSTRAINT fk_member_team_id_team FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_member_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	dedupe VARCHAR NOT NULL, 
	chat_id BIGINT NOT NULL, 
	topic_id BIGINT, 
	request_id INTEGER, 
	kind VARCHAR NOT NULL, 
	payload TEXT NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	next_at BIGINT NOT NULL, 
	claimed_until BIGINT, 
	message_id BIGINT, 
	error VARCHAR NOT NULL, 
	created_at BIGINT NOT NULL, 
	sent_at BIGINT, owner VARCHAR DEFAULT '' NOT NULL, epoch INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT ck_outbox_state_known CHECK (state IN ('due', 'sending', 'sent', 'dead')), 
	CONSTRAINT uq_outbox_dedupe UNIQUE (dedupe)
);
INSERT INTO "outbox" VALUES(1,'card:1:5100000001:0:10179-8f5de304-0',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025751974257,1796025841984774,4,'',1796025751974257,1796025751997654,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(2,'card:1:5100000001:1:10179-8f5de304-1',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025752092587,1796025842096112,4,'',1796025752092587,1796025752676477,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(3,'card:1:5100000001:2:10179-8f5de304-2',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025752726548,1796025842730923,4,'',1796025752726548,1796025753676647,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(4,'card:1:5100000001:3:10179-8f5de304-3',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025753768273,1796025843776701,4,'',1796025753768273,1796025754676430,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(5,'placed:3301687771406784563:2d8a410465f6f714',5100000001,NULL,1,'placed','{"number": 1, "offer_id": "701136369475", "order_id": "3301687771406784563", "pay": [{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301687771406784563", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301687771406784563&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301687771406784563", "way": "phone"}], "pay_by": "2026-12-05T08:02:33Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796025755168719,1796025845678268,5,'',1796025755168719,1796025756676438,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(6,'card:1:5100000001:5:10179-8f5de304-4',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025755168719,1796025845178760,4,'',1796025755168719,1796025755678268,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(7,'paid:3301687771406784563',5100000001,NULL,1,'paid','{"agreed": null, "at": "2026-11-30T08:02:35Z", "number": 1, "offer_id": "701136369475", "order_id": "3301687771406784563", "pay": [], "pay_by": "2026-12-05T08:02:33Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796025756912804,1796025847676424,6,'',1796025756912804,1796025758677263,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(8,'card:1:5100000001:7:10179-8f5de304-5',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025756912804,1796025846921908,4,'',1796025756912804,1796025757676424,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(9,'shipped:3301687771406784563',5100000001,NULL,1,'shipped','{"number": 1, "offer_id": "701136369475", "order_id": "3301687771406784563", "parcels": [{"bill_no": "YT281406784563", "company": "圆通速递(YTO)"}, {"bill_no": "78611406784564", "company": "中通快递(ZTO)"}], "pay": [], "pay_by": "2026-12-05T08:02:33Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796025759111221,1796025849677273,7,'',1796025759111221,1796025760675961,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(10,'card:1:5100000001:9:10179-8f5de304-6',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025759111221,1796025849120404,4,'',1796025759111221,1796025759677273,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(11,'finished:3301687771406784563',5100000001,NULL,1,'finished','{"at": "2026-11-30T08:02:39Z", "number": 1, "offer_id": "701136369475", "order_id": "3301687771406784563", "pay": [], "pay_by": "2026-12-05T08:02:33Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796025761417582,1796025851677688,26,'',1796025761417582,1796026368676191,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(12,'card:1:5100000001:11:10179-8f5de304-7',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025761417582,1796025851427824,4,'',1796025761417582,1796025761677688,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(13,'team_opened:1:2026-11-30T08:02:41.995943+00:00:e0fcf4489d023b18',-4200001,NULL,NULL,'team_opened','{"by": "Anna", "by_id": 5100000001, "team_id": 1, "title": "Purchasing", "v": 1}','sent',0,1796025761995943,1796025852002834,13,'',1796025761995943,1796025762033511,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(14,'team_changed:1:2026-11-30T08:02:42.678521+00:00:5bc4d9bbec1b312e',-4200001,NULL,NULL,'team_changed','{"alone": false, "by": "Anna", "by_id": 5100000001, "proposed_by": null, "role": "approver", "team_id": 1, "title": "Purchasing", "until": "2026-12-01T08:02:42.678521Z", "v": 1, "what": "invited"}','sent',0,1796025762678521,1796025852685753,16,'',1796025762678521,1796025762954178,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(15,'proposed:1:-4200001',-4200001,NULL,NULL,'team_proposed','{"by": "Anna", "by_id": 5100000001, "proposal_id": 1, "role": "approver", "second_from": "2026-11-30T08:12:43.691712Z", "team_id": 1, "title": "Purchasing", "until": "2026-12-01T08:02:43.691712Z", "v": 1, "what": "invited"}','sent',0,1796025763691712,1796025853696983,19,'',1796025763691712,1796025763954313,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(16,'team_changed:1:2026-11-30T08:02:44.716063+00:00:c107bd9865b0541e',-4200001,NULL,NULL,'team_changed','{"alone": false, "by": "Anna", "by_id": 5100000001, "proposed_by": null, "role": "requester", "team_id": 1, "title": "Purchasing", "until": "2026-12-01T08:02:44.716063Z", "v": 1, "what": "invited"}','sent',0,1796025764716063,1796025854720063,22,'',1796025764716063,1796025764954723,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(17,'proposed:2:-4200001',-4200001,NULL,NULL,'team_proposed','{"by": "Anna", "by_id": 5100000001, "proposal_id": 2, "role": "buyer", "second_from": "2026-11-30T08:12:45.741154Z", "team_id": 1, "title": "Purchasing", "until": "2026-12-01T08:02:45.741154Z", "v": 1, "what": "invited"}','sent',0,1796025765741154,1796025855744639,27,'',1796025765741154,1796026368952879,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(18,'card:2:5100000001:17:10179-8f5de304-8',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026399096502,1796026489101953,33,'',1796026399096502,1796026399115651,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(19,'card:2:5100000001:18:10179-8f5de304-9',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026399296059,1796026489300455,33,'',1796026399296059,1796026399892260,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(20,'card:2:5100000001:19:10179-8f5de304-10',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026399956241,1796026489967806,33,'',1796026399956241,1796026400894000,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(21,'card:2:5100000001:20:10179-8f5de304-11',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026401893480,1796026491898148,33,'',1796026401893480,1796026401908717,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(22,'card:2:5100000001:21:10179-8f5de304-12',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026401914111,1796026491923391,33,'',1796026401914111,1796026402892319,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(23,'placed:3301688771409785347:2d8a410465f6f714',5100000001,NULL,2,'placed','{"number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301688771409785347", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301688771409785347&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301688771409785347", "way": "phone"}], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026403311852,1796026493893271,34,'',1796026403311852,1796026404895640,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(24,'card:2:5100000001:23:10179-8f5de304-13',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026403311852,1796026493319307,33,'',1796026403311852,1796026403893271,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(25,'paid:3301688771409785347',5100000001,NULL,2,'paid','{"agreed": null, "at": "2026-11-30T08:13:23Z", "number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026405912348,1796026495932091,35,'',1796026405912348,1796026406891916,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(26,'card:2:5100000001:25:10179-8f5de304-14',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026405912348,1796026495921195,33,'',1796026405912348,1796026405932091,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(27,'cancelled:3301688771409785347',5100000001,NULL,2,'cancelled','{"number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "reason": "sellerGoodsLack", "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S", "was_paid": true}','sent',0,1796026408512035,1796026498533519,36,'',1796026408512035,1796026408892926,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(28,'refund_asked:3301688771409785347:5',5100000001,NULL,2,'refund_asked','{"amount": 38200, "number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "reason": "sellerGoodsLack", "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026408512035,1796026498892926,37,'',1796026408512035,1796026409892438,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(29,'card:2:5100000001:28:10179-8f5de304-15',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026408512035,1796026498526171,33,'',1796026408512035,1796026408533519,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(30,'refund_done:3301688771409785347:6',5100000001,NULL,2,'refund_done','{"amount": 38200, "number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "reason": "", "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026410511513,1796026500892773,38,'',1796026410511513,1796026411893591,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(31,'card:2:5100000001:30:10179-8f5de304-16',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026410511513,1796026500520135,33,'',1796026410511513,1796026410892773,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(32,'card:3:5100000001:31:10179-8f5de304-17',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026419760379,1796026509765407,42,'',1796026419760379,1796026419774034,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(33,'card:3:5100000001:32:10179-8f5de304-18',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026420160126,1796026510164347,42,'',1796026420160126,1796026420555972,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(34,'card:3:5100000001:33:10179-8f5de304-19',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026420589984,1796026510595421,42,'',1796026420589984,1796026422555990,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(35,'card:3:5100000001:34:10179-8f5de304-20',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026421555809,1796026512555990,42,'',1796026421555809,1796026423555863,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(36,'placed:3301690771415786915:2d8a410465f6f714',5100000001,NULL,3,'placed','{"number": 3, "offer_id": "701136369475", "order_id": "3301690771415786915", "pay": [{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301690771415786915", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301690771415786915&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301690771415786915", "way": "phone"}], "pay_by": "2026-12-05T08:13:41Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026423231397,1796026514556976,43,'',1796026423231397,1796026425556587,'10179-8f5de304',1);
INSERT INTO "outbox" VALUES(37,'card:3:5100000001:36:10179-8f5de304-21',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026423231397,1796026513555863,42,'',1796026423231397,1796026424556976,'10179-8f5de304',1);
CREATE TABLE parcel (
	order_id VARCHAR NOT NULL, 
	logistics_id VARCHAR NOT NULL, 
	bill_no VARCHAR NOT NULL, 
	company VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	signed BOOLEAN NOT NULL, 
	steps INTEGER NOT NULL, 
	last_step_at BIGINT, 
	last_remark TEXT DEFAULT '' NOT NULL, 
	next_look_at BIGINT, 
	look_step INTEGER NOT NULL, 
	CONSTRAINT pk_parcel PRIMARY KEY (order_id, logistics_id), 
	CONSTRAINT fk_parcel_order_id_remote_order FOREIGN KEY(order_id) REFERENCES remote_order (order_id)
);
INSERT INTO "parcel" VALUES('3301687771406784563','LP0014067845630','YT281406784563','圆通速递(YTO)','SIGN',1,0,NULL,'',1796029360616601,1);
INSERT INTO "parcel" VALUES('3301687771406784563','LP0014067845641','78611406784564','中通快递(ZTO)','SIGN',1,0,NULL,'',1796029360816586,1);
CREATE TABLE person (
	id BIGINT NOT NULL, 
	name VARCHAR NOT NULL, 
	username VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	reachable BOOLEAN NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id)
);
INSERT INTO "person" VALUES(5100000001,'Anna','','en',1,1796025761995943);
INSERT INTO "person" VALUES(5100000004,'Daria','','ru',0,1796026383329523);
CREATE TABLE policy (
	team_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	rules TEXT NOT NULL, 
	made_by BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_policy PRIMARY KEY (team_id, version), 
	CONSTRAINT fk_policy_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "policy" VALUES(1,1,'{"alone":true,"budgets":{"each":null,"people":[],"team":null},"caps":{"day":5000000,"hour":30,"order":2000000},"escalate":null,"expire":1440,"form":2,"note_from":null,"remind":null,"rules":[{"goods":[],"least":0,"most":null,"requesters":[],"sellers":[],"steps":[{"count":1,"of":"approver"}]}],"together":{"by":["requester"],"span":1440},"tolerance":{"change":0,"total":0}}',5100000001,1796025761995943);
CREATE TABLE proposal (
	id INTEGER NOT NULL, 
	team_id INTEGER, 
	kind VARCHAR NOT NULL, 
	change TEXT NOT NULL, 
	base INTEGER NOT NULL, 
	made_by BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	outcome VARCHAR NOT NULL, 
	done_by BIGINT, 
	done_at BIGINT, 
	CONSTRAINT pk_proposal PRIMARY KEY (id), 
	CONSTRAINT ck_proposal_outcome_known CHECK (outcome IN ('', 'done', 'dropped')), 
	CONSTRAINT fk_proposal_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "proposal" VALUES(1,1,'invited','{"role": "approver"}',0,5100000001,1796025763691712,'',NULL,NULL);
INSERT INTO "proposal" VALUES(2,1,'invited','{"role": "buyer"}',0,5100000001,1796025765741154,'',NULL,NULL);
CREATE TABLE push (
	message_id VARCHAR NOT NULL, 
	topic VARCHAR NOT NULL, 
	received_at BIGINT NOT NULL, 
	CONSTRAINT pk_push PRIMARY KEY (message_id)
);
CREATE TABLE question (
	id INTEGER NOT NULL, 
	request_id INTEGER NOT NULL, 
	asker_id BIGINT NOT NULL, 
	text TEXT NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	asked_at BIGINT NOT NULL, 
	answered_at BIGINT, snapshot_hash VARCHAR DEFAULT '' NOT NULL, let_go_at BIGINT, 
	CONSTRAINT pk_question PRIMARY KEY (id), 
	CONSTRAINT fk_question_request_id_request FOREIGN KEY(request_id) REFERENCES request (id), 
	CONSTRAINT fk_question_asker_id_person FOREIGN KEY(asker_id) REFERENCES person (id)
);
CREATE TABLE refund (
	refund_id VARCHAR NOT NULL, 
	order_id VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	word VARCHAR NOT NULL, 
	amount_fen BIGINT NOT NULL, 
	paid_fen BIGINT NOT NULL, 
	CONSTRAINT pk_refund PRIMARY KEY (refund_id), 
	CONSTRAINT ck_refund_state_known CHECK (state IN ('none', 'asked', 'done', 'closed')), 
	CONSTRAINT ck_refund_amount_fen_not_negative CHECK (amount_fen >= 0), 
	CONSTRAINT ck_refund_paid_fen_not_negative CHECK (paid_fen >= 0), 
	CONSTRAINT fk_refund_order_id_remote_order FOREIGN KEY(order_id) REFERENCES remote_order (order_id)
);
INSERT INTO "refund" VALUES('TQ3301689771412786131','3301688771409785347','done','refundsuccess',38200,38200);
CREATE TABLE remote_order (
	order_id VARCHAR NOT NULL, 
	attempt_id INTEGER NOT NULL, 
	request_id INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	refund VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	word VARCHAR NOT NULL, 
	total_fen BIGINT NOT NULL, 
	freight_fen BIGINT NOT NULL, 
	refunded_fen BIGINT NOT NULL, 
	seller VARCHAR NOT NULL, 
	seller_login VARCHAR NOT NULL, 
	close_reason VARCHAR NOT NULL, 
	pay TEXT, 
	pay_by BIGINT, 
	warned VARCHAR NOT NULL, 
	placed_at BIGINT NOT NULL, 
	modified_at BIGINT, 
	paid_at BIGINT, 
	looked_at BIGINT, 
	next_look_at BIGINT, 
	look_step INTEGER NOT NULL, checked VARCHAR DEFAULT 'checking' NOT NULL CONSTRAINT ck_remote_order_checked_known CHECK (checked IN ('checking', 'agreed', 'differs')), echoed BOOLEAN, pieces INTEGER, detail_fen BIGINT, listed_fen BIGINT, 
	CONSTRAINT pk_remote_order PRIMARY KEY (order_id), 
	CONSTRAINT ck_remote_order_refund_known CHECK (refund IN ('none', 'asked', 'done', 'closed')), 
	CONSTRAINT ck_remote_order_state_known CHECK (state IN ('to_pay', 'paid', 'part_shipped', 'shipped', 'received', 'finished', 'cancelled')), 
	CONSTRAINT ck_remote_order_freight_fen_not_negative CHECK (freight_fen >= 0), 
	CONSTRAINT ck_remote_order_refunded_fen_not_negative CHECK (refunded_fen >= 0), 
	CONSTRAINT ck_remote_order_total_fen_not_negative CHECK (total_fen >= 0), 
	CONSTRAINT fk_remote_order_attempt_id_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id), 
	CONSTRAINT fk_remote_order_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
);
INSERT INTO "remote_order" VALUES('3301687771406784563',1,1,'finished','none',7,'success',38200,1200,0,'义乌市暖针服饰有限公司','nuanzhen_fs','','[{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301687771406784563", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301687771406784563&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301687771406784563", "way": "phone"}]',1796457753000000,'',1796025753978089,1796025759000000,1796025755000000,1796025761417582,NULL,0,'agreed',1,20,38200,NULL);
INSERT INTO "remote_order" VALUES('3301688771409785347',2,2,'cancelled','done',6,'cancel',38200,1200,38200,'义乌市暖针服饰有限公司','nuanzhen_fs','sellerGoodsLack','[{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301688771409785347", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301688771409785347&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301688771409785347", "way": "phone"}]',1796458402000000,'',1796026402122460,1796026408000000,1796026403000000,1796026410511513,NULL,0,'agreed',1,20,38200,NULL);
INSERT INTO "remote_order" VALUES('3301690771415786915',3,3,'to_pay','none',1,'waitbuyerpay',38200,1200,0,'义乌市暖针服饰有限公司','nuanzhen_fs','','[{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301690771415786915", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301690771415786915&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301690771415786915", "way": "phone"}]',1796458421000000,'',1796026421840549,1796026421000000,NULL,1796026423231397,NULL,0,'agreed',1,20,38200,NULL);
CREATE TABLE request (
	id INTEGER NOT NULL, 
	requester_id BIGINT NOT NULL, 
	chat_id BIGINT NOT NULL, 
	topic_id BIGINT, 
	state VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	offer_id VARCHAR NOT NULL, 
	offer TEXT NOT NULL, 
	spec_id VARCHAR, 
	quantity INTEGER, 
	address_id VARCHAR, 
	address_label VARCHAR NOT NULL, 
	wanted VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	obstacle TEXT, 
	snapshot TEXT, 
	snapshot_hash VARCHAR, 
	previous TEXT, 
	opened_by VARCHAR, 
	valid_until BIGINT, 
	closed_reason VARCHAR NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, team_id INTEGER CONSTRAINT fk_request_team_id_team REFERENCES team (id), policy_version INTEGER, why TEXT DEFAULT '' NOT NULL, needs TEXT, approved TEXT, passed TEXT, rate VARCHAR, currency VARCHAR DEFAULT '' NOT NULL, pending_at BIGINT, next_at BIGINT, reminded_at BIGINT, escalated_at BIGINT, repeat_told_at BIGINT, 
	CONSTRAINT pk_request PRIMARY KEY (id), 
	CONSTRAINT ck_request_state_known CHECK (state IN ('draft', 'pending', 'approved', 'closed', 'rejected', 'cancelled', 'expired')), 
	CONSTRAINT ck_request_snapshot_kept CHECK (state NOT IN ('pending', 'approved') OR snapshot_hash IS NOT NULL), 
	CONSTRAINT ck_request_quantity_positive CHECK (quantity IS NULL OR quantity > 0), 
	CONSTRAINT fk_request_requester_id_person FOREIGN KEY(requester_id) REFERENCES person (id), 
	CONSTRAINT uq_request_id_requester_id UNIQUE (id, requester_id), 
	CONSTRAINT uq_request_opened_by UNIQUE (opened_by)
);
INSERT INTO "request" VALUES(1,5100000001,5100000001,NULL,'closed',6,'701136369475','{"category": "T-shirts", "category_id": "1031911", "image_url": "http://127.0.0.1:8790/pictures/701136369475.png", "lot": null, "minimum": 2, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "701136369475", "price_by": "sku", "seller": {"company": "义乌市暖针服饰有限公司", "login": "", "open_id": "BBBknit839d15cfOpenid", "repeat_percent": "51%", "score": "4.5", "years": 1}, "ship_within": "48 h", "ships_from": "浙江省 义乌市", "skus": [{"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-0.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389270", "spec_id": "26e49e08415c25ced7f48b74b9753525", "stock": 60}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-1.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389271", "spec_id": "fe7644bc671f059180bcdc7fd7f439e5", "stock": 67}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-2.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389272", "spec_id": "9c2352c0c457ceb2f16dc0d0f0fc36ef", "stock": 74}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-3.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389273", "spec_id": "cc72299ebdc7c7ee6ff60dd3e6c7f350", "stock": 81}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-4.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389274", "spec_id": "932583d927fa62cf6bb5897ab0ea0b82", "stock": 88}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-5.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389275", "spec_id": "98f820436b8b4263a04c0d82c2c9173f", "stock": 95}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-6.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389276", "spec_id": "8aaf206e37ed24364cd14de7494c4018", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-7.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389277", "spec_id": "df638ce5b569a432b143392d491224ae", "stock": 109}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-8.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389278", "spec_id": "679d2f928a43a4029a5d46d27c2ae594", "stock": 116}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-9.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389279", "spec_id": "88d8cf54034232ee808558e5ce868fa4", "stock": 123}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-10.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389280", "spec_id": "a9db041d5c2fb9a290b3f40588e19f63", "stock": 130}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-11.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389281", "spec_id": "6603bd175aaa081e4d4890c67563d67c", "stock": 137}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-12.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389282", "spec_id": "9d622e929c7b0b9f0de3d8bd21837c81", "stock": 144}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-13.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389283", "spec_id": "ffc9218e3a6245d741eb86d642acbe14", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-14.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389284", "spec_id": "c768a69113860cbe9436808de951e824", "stock": 158}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-15.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389285", "spec_id": "82473a4449827a71d7cc53a205144915", "stock": 165}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-16.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389286", "spec_id": "406375380b3fd14398755c89b6275174", "stock": 172}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-17.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389287", "spec_id": "bb207ad0e43e7a80313fc141cca5d559", "stock": 179}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-18.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389288", "spec_id": "05f04ac1333cca1ea8fa95497d33e773", "stock": 186}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-19.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389289", "spec_id": "c2f8f228dd947d2dfbe9473c88be51c2", "stock": 193}], "sold": "14517", "status": "published", "stock": 2277, "tiers": [{"price": 1850, "start": 2}], "title": "纯棉圆领短袖T恤 宽松百搭 现货", "title_translated": "Cotton crew-neck T-shirt, loose fit, in stock", "unit": "件", "unit_translated": "piece", "words": []}','26e49e08415c25ced7f48b74b9753525',20,'761204518','金华市 (王海燕)','','',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}','2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084',NULL,'882374664:0',1796112151974257,'finished',1796025751974257,1796025761417582,NULL,NULL,'',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}',NULL,NULL,'',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "request" VALUES(2,5100000001,5100000001,NULL,'closed',6,'701136369475','{"category": "T-shirts", "category_id": "1031911", "image_url": "http://127.0.0.1:8790/pictures/701136369475.png", "lot": null, "minimum": 2, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "701136369475", "price_by": "sku", "seller": {"company": "义乌市暖针服饰有限公司", "login": "", "open_id": "BBBknit839d15cfOpenid", "repeat_percent": "51%", "score": "4.5", "years": 1}, "ship_within": "48 h", "ships_from": "浙江省 义乌市", "skus": [{"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-0.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389270", "spec_id": "26e49e08415c25ced7f48b74b9753525", "stock": 40}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-1.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389271", "spec_id": "fe7644bc671f059180bcdc7fd7f439e5", "stock": 67}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-2.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389272", "spec_id": "9c2352c0c457ceb2f16dc0d0f0fc36ef", "stock": 74}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-3.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389273", "spec_id": "cc72299ebdc7c7ee6ff60dd3e6c7f350", "stock": 81}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-4.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389274", "spec_id": "932583d927fa62cf6bb5897ab0ea0b82", "stock": 88}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-5.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389275", "spec_id": "98f820436b8b4263a04c0d82c2c9173f", "stock": 95}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-6.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389276", "spec_id": "8aaf206e37ed24364cd14de7494c4018", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-7.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389277", "spec_id": "df638ce5b569a432b143392d491224ae", "stock": 109}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-8.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389278", "spec_id": "679d2f928a43a4029a5d46d27c2ae594", "stock": 116}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-9.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389279", "spec_id": "88d8cf54034232ee808558e5ce868fa4", "stock": 123}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-10.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389280", "spec_id": "a9db041d5c2fb9a290b3f40588e19f63", "stock": 130}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-11.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389281", "spec_id": "6603bd175aaa081e4d4890c67563d67c", "stock": 137}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-12.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389282", "spec_id": "9d622e929c7b0b9f0de3d8bd21837c81", "stock": 144}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-13.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389283", "spec_id": "ffc9218e3a6245d741eb86d642acbe14", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-14.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389284", "spec_id": "c768a69113860cbe9436808de951e824", "stock": 158}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-15.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389285", "spec_id": "82473a4449827a71d7cc53a205144915", "stock": 165}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-16.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389286", "spec_id": "406375380b3fd14398755c89b6275174", "stock": 172}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-17.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389287", "spec_id": "bb207ad0e43e7a80313fc141cca5d559", "stock": 179}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-18.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389288", "spec_id": "05f04ac1333cca1ea8fa95497d33e773", "stock": 186}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-19.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389289", "spec_id": "c2f8f228dd947d2dfbe9473c88be51c2", "stock": 193}], "sold": "14517", "status": "published", "stock": 2257, "tiers": [{"price": 1850, "start": 2}], "title": "纯棉圆领短袖T恤 宽松百搭 现货", "title_translated": "Cotton crew-neck T-shirt, loose fit, in stock", "unit": "件", "unit_translated": "piece", "words": []}','26e49e08415c25ced7f48b74b9753525',20,'761204518','金华市 (王海燕)','','',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}','2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084',NULL,'882374681:0',1796112801914111,'cancelled',1796026399096502,1796026408512035,1,1,'',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}',NULL,NULL,'',1796026401914111,NULL,NULL,NULL,NULL);
INSERT INTO "request" VALUES(3,5100000001,5100000001,NULL,'approved',5,'701136369475','{"category": "T-shirts", "category_id": "1031911", "image_url": "http://127.0.0.1:8790/pictures/701136369475.png", "lot": null, "minimum": 2, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "701136369475", "price_by": "sku", "seller": {"company": "义乌市暖针服饰有限公司", "login": "", "open_id": "BBBknit839d15cfOpenid", "repeat_percent": "51%", "score": "4.5", "years": 1}, "ship_within": "48 h", "ships_from": "浙江省 义乌市", "skus": [{"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-0.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389270", "spec_id": "26e49e08415c25ced7f48b74b9753525", "stock": 40}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-1.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389271", "spec_id": "fe7644bc671f059180bcdc7fd7f439e5", "stock": 67}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-2.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389272", "spec_id": "9c2352c0c457ceb2f16dc0d0f0fc36ef", "stock": 74}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-3.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389273", "spec_id": "cc72299ebdc7c7ee6ff60dd3e6c7f350", "stock": 81}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-4.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389274", "spec_id": "932583d927fa62cf6bb5897ab0ea0b82", "stock": 88}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-5.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389275", "spec_id": "98f820436b8b4263a04c0d82c2c9173f", "stock": 95}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-6.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389276", "spec_id": "8aaf206e37ed24364cd14de7494c4018", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-7.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389277", "spec_id": "df638ce5b569a432b143392d491224ae", "stock": 109}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-8.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389278", "spec_id": "679d2f928a43a4029a5d46d27c2ae594", "stock": 116}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-9.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389279", "spec_id": "88d8cf54034232ee808558e5ce868fa4", "stock": 123}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-10.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389280", "spec_id": "a9db041d5c2fb9a290b3f40588e19f63", "stock": 130}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-11.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389281", "spec_id": "6603bd175aaa081e4d4890c67563d67c", "stock": 137}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-12.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389282", "spec_id": "9d622e929c7b0b9f0de3d8bd21837c81", "stock": 144}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-13.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389283", "spec_id": "ffc9218e3a6245d741eb86d642acbe14", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-14.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389284", "spec_id": "c768a69113860cbe9436808de951e824", "stock": 158}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-15.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389285", "spec_id": "82473a4449827a71d7cc53a205144915", "stock": 165}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-16.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389286", "spec_id": "406375380b3fd14398755c89b6275174", "stock": 172}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-17.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389287", "spec_id": "bb207ad0e43e7a80313fc141cca5d559", "stock": 179}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-18.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389288", "spec_id": "05f04ac1333cca1ea8fa95497d33e773", "stock": 186}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-19.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389289", "spec_id": "c2f8f228dd947d2dfbe9473c88be51c2", "stock": 193}], "sold": "14517", "status": "published", "stock": 2257, "tiers": [{"price": 1850, "start": 2}], "title": "纯棉圆领短袖T恤 宽松百搭 现货", "title_translated": "Cotton crew-neck T-shirt, loose fit, in stock", "unit": "件", "unit_translated": "piece", "words": []}','26e49e08415c25ced7f48b74b9753525',20,'761204518','金华市 (王海燕)','','',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}','2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084',NULL,'882374687:0',1796112821630351,'',1796026419760379,1796026421630351,1,1,'',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}',NULL,NULL,'',1796026421630351,NULL,NULL,NULL,NULL);
CREATE TABLE team (
	id INTEGER NOT NULL, 
	chat_id BIGINT NOT NULL, 
	title VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	rate VARCHAR, 
	rate_date VARCHAR, 
	policy_version INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_team PRIMARY KEY (id), 
	CONSTRAINT uq_team_chat_id UNIQUE (chat_id)
);
INSERT INTO "team" VALUES(1,-4200001,'Purchasing','en','Asia/Shanghai','',NULL,NULL,1,1,1796025761995943);
CREATE TABLE token (
	id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	access_token VARCHAR NOT NULL, 
	access_expires_at BIGINT, 
	refresh_token VARCHAR NOT NULL, 
	refresh_expires_at BIGINT, 
	first_seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_token PRIMARY KEY (id)
);
INSERT INTO "token" VALUES(1,'5ca12fabd4c049db09d5a074823dbe80050d9e528c0f0bf6b105b1b58c7d602a','sealed1:23ea3dd9caf2f457:gAAAAABrDS2TgmSdX3k1RdMvfbvMtfq98HVkP1zxELyTGSBC0LShkdZyaX3faca1Qjb37MO8ygQdJFKaq1fcrpavLqlXNNrMfEhPFZuz20BsAaMJAf4rQnqBlz-l6tgjDAVUIkDyvhmF',NULL,'sealed1:d4bf3db9cf850022:gAAAAABrDS2TJapA-mTj-FwAdLIcEJwbh95XoSG5XIm80d12ihANfDgCMRtOUWIzi4MrnTZLojDpOzFIw5SF7spAT5jiEAlOFkVI77g1FI_OIXpGFr1DQnBISlHyqLDXNOPcZtFVz-lU',NULL,1796025747321237);
CREATE TABLE turn (
	name VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	epoch INTEGER NOT NULL, 
	until BIGINT NOT NULL, 
	CONSTRAINT pk_turn PRIMARY KEY (name)
);
CREATE TABLE verdict (
	id INTEGER NOT NULL, 
	attempt_id INTEGER NOT NULL, 
	epoch INTEGER NOT NULL, 
	verdict VARCHAR NOT NULL, 
	person_id BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_verdict PRIMARY KEY (id), 
	CONSTRAINT ck_verdict_verdict_known CHECK (verdict IN ('resend', 'abandon')), 
	CONSTRAINT fk_verdict_attempt_id_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id), 
	CONSTRAINT uq_verdict_attempt_id_epoch_verdict_person_id UNIQUE (attempt_id, epoch, verdict, person_id)
);
CREATE INDEX ix_request_requester_id_id ON request (requester_id, id);
CREATE INDEX ix_request_state_valid_until ON request (state, valid_until);
CREATE INDEX ix_attempt_state_next_look_at ON attempt (state, next_look_at);
CREATE UNIQUE INDEX one_live ON attempt (request_id) WHERE state NOT IN ('refused', 'abandoned', 'withdrawn');
CREATE INDEX ix_remote_order_next_look_at ON remote_order (next_look_at);
CREATE INDEX ix_remote_order_request_id ON remote_order (request_id);
CREATE INDEX ix_remote_order_state_pay_by ON remote_order (state, pay_by);
CREATE INDEX ix_parcel_next_look_at ON parcel (next_look_at);
CREATE INDEX ix_refund_order_id ON refund (order_id);
CREATE INDEX ix_event_request_id ON event (request_id);
CREATE INDEX ix_inbox_state_update_id ON inbox (state, update_id);
CREATE INDEX ix_outbox_chat_id_id ON outbox (chat_id, id);
CREATE INDEX ix_outbox_state_next_at ON outbox (state, next_at);
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event  BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER event_never_leaves BEFORE DELETE ON event  BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER event_never_replaced BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER request_state_moves BEFORE UPDATE OF state ON request WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('draft>pending', 'draft>cancelled', 'draft>expired', 'pending>draft', 'pending>approved', 'pending>rejected', 'pending>cancelled', 'pending>expired', 'approved>pending', 'approved>closed', 'approved>cancelled', 'approved>expired') BEGIN SELECT RAISE(ABORT, 'request.state may not move like this'); END;
CREATE TRIGGER remote_order_state_moves BEFORE UPDATE OF state ON remote_order WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('to_pay>paid', 'to_pay>part_shipped', 'to_pay>shipped', 'to_pay>received', 'to_pay>finished', 'to_pay>cancelled', 'paid>part_shipped', 'paid>shipped', 'paid>received', 'paid>finished', 'paid>cancelled', 'part_shipped>shipped', 'part_shipped>received', 'part_shipped>finished', 'part_shipped>cancelled', 'shipped>received', 'shipped>finished', 'shipped>cancelled', 'received>finished', 'received>cancelled') BEGIN SELECT RAISE(ABORT, 'remote_order.state may not move like this'); END;
CREATE TRIGGER remote_order_refund_moves BEFORE UPDATE OF refund ON remote_order WHEN OLD.refund <> NEW.refund AND (OLD.refund || '>' || NEW.refund) NOT IN ('none>asked', 'none>done', 'asked>done', 'asked>closed', 'closed>asked', 'closed>done', 'done>asked') BEGIN SELECT RAISE(ABORT, 'remote_order.refund may not move like this'); END;
CREATE INDEX ix_member_person_id ON member (person_id);
CREATE INDEX ix_away_team_id_until_day ON away (team_id, until_day);
CREATE INDEX ix_question_request_id ON question (request_id);
CREATE INDEX ix_proposal_team_id_outcome ON proposal (team_id, outcome);
CREATE INDEX ix_request_team_id_id ON request (team_id, id);
CREATE INDEX ix_request_state_next_at ON request (state, next_at);
CREATE INDEX ix_push_received_at ON push (received_at);
CREATE INDEX going_on ON request (id, state, team_id, requester_id) WHERE state IN ('draft', 'pending', 'approved');
CREATE INDEX on_their_way ON outbox (chat_id, id) WHERE state IN ('due', 'sending');
CREATE INDEX ix_request_offer_id_created_at ON request (offer_id, created_at);
CREATE INDEX ix_attempt_request_id ON attempt (request_id);
CREATE INDEX ix_attempt_created_at ON attempt (created_at);
CREATE INDEX ix_attempt_submitted_at ON attempt (submitted_at);
CREATE INDEX ix_attempt_doubted_at ON attempt (doubted_at);
CREATE INDEX ix_remote_order_attempt_id ON remote_order (attempt_id);
CREATE INDEX ix_remote_order_paid_at ON remote_order (paid_at);
CREATE INDEX ix_remote_order_seller_state ON remote_order (seller, state);
CREATE INDEX ix_remote_order_state_request_id ON remote_order (state, request_id);
CREATE TRIGGER attempt_state_moves BEFORE UPDATE OF state ON attempt WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('ready>submitting', 'ready>withdrawn', 'submitting>ready', 'submitting>placed', 'submitting>refused', 'submitting>in_doubt', 'submitting>conflict', 'in_doubt>placed', 'in_doubt>conflict', 'in_doubt>needs_person', 'needs_person>ready', 'needs_person>placed', 'needs_person>conflict', 'needs_person>abandoned', 'conflict>placed', 'placed>conflict') BEGIN SELECT RAISE(ABORT, 'attempt.state may not move like this'); END;
CREATE INDEX ix_request_team_id_pending_at ON request (team_id, pending_at);
CREATE UNIQUE INDEX one_word ON decision (request_id, snapshot_hash, approver_id) WHERE taken_back_at IS NULL;
COMMIT;
