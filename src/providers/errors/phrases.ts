/*
 * What vendors say, as patterns over their own words: lower-case sentences and codes, the same for
 * every vendor. Each pattern names one meaning; which of them decides, and when, is `classify.ts`.
 * Sources: the vendors' error pages, recorded errors, and the overflow set of badlogic/pi-mono
 * `packages/ai/src/utils/overflow.ts`.
 */

/** "tokens per min (TPM)", "Requests per Second", "per 60s", "free-models-per-min". */
export const PER_MINUTE =
  /per[-_ ]?(?:min|second|sec\b|\d{1,3} ?s\b)|\/ ?min|\b[tr]pm\b|\brps\b|by ?minute|per ?model ?by ?minute/;
export const PER_DAY = /per[-_ ]?day|daily|\b[tr]pd\b|per ?project ?per ?day|by ?day\b/;

export const REQUEST_TOO_LARGE = /request too large|request (?:body )?(?:is )?too large for/;

export const MONEY_WORD =
  /^(?:insufficient_quota|credit_balance_exhausted|billing_error|billing_not_active|billing_hard_limit_reached|budget_exceeded|budgetexceedederror|payment_required|insufficient_(?:balance|funds|credits?)|exceeded_current_quota_error|arrearage|organization_usage_limit_exceeded|.*_spend_limit_(?:reached|exceeded)|allocationquota\.freetieronly|quota_exceeded_monthly)$/;
export const MONEY =
  /credit balance|insufficient (?:account )?(?:balance|credits?|funds|quota)|credits are depleted|exceeded your current quota|check your plan and billing|(?:out of|requires? more|no|purchase|add|used all available|doesn't have any|exceeded your monthly included) credits|no credits remaining|spend(?:ing)? limit|billing (?:hard )?limit|budget has been exceeded|exceeded budget|recharge|in arrears|overdue|payment (?:required|method)|account (?:is |has been )?suspended|payment information/;

export const AUTH_WORD =
  /^(?:invalid_api_key|incorrect_api_key|invalid_?authentication(?:_error)?|authentication_?error|api_key_invalid|invalidapikey|unauthenticated|unauthorized|invalid_token|token_expired|access_token_expired|account_deactivated|missing_api_key)$/;
export const AUTH =
  /(?:incorrect|invalid|missing|expired|revoked|wrong|bad|no|unknown|disabled) (?:\w+ )?(?:api[-_ ]?key|x-api-key|authentication|access token|credentials?|bearer token|subscription key)|api[-_ ]?key (?:is |was |has )?(?:not valid|invalid|not found|expired|missing|required|been (?:revoked|disabled))|didn't provide an api key|authentication (?:fails|failed|error)|unauthori[sz]ed/;
export const ACCOUNT_CLOSED =
  /(?:account|organi[sz]ation|project|api key|workspace) (?:\S+ )?(?:is |has been |was )?(?:deactivated|disabled|restricted|terminated|banned|blocked|not active)/;
export const REGION_WORD = /unsupported_country|region_territory|country_region/;
export const REGION =
  /(?:country|region|territory|location)[^.]{0,40} not (?:supported|available|allowed)|not (?:supported|available|allowed) in your (?:country|region|location)/;

export const FILTER_WORD =
  /^(?:content_filter(?:ed)?|content_policy_violation|contentpolicyviolationerror|responsibleaipolicyviolation|data_inspection_failed|datainspectionfailed|moderation_blocked|content_moderation|safety_.*)$/;
export const FILTER =
  /content (?:management )?polic|content[-_ ]filter|content violates|violat\w+ (?:of )?(?:our |the |usage |openai's |content )+(?:polic|guideline|terms)|safety (?:system|check|guideline)|safety_check|flagged (?:by|for|as)|was flagged|moderation|content exists risk|inappropriate content|unsafe or sensitive|sensitive content/;

export const CONTEXT_WORD =
  /^(?:context_length_exceeded|context_window_exceeded|exceed_context_size_error|contextwindowexceedederror|too_many_prompt_tokens|model_max_prompt_tokens_exceeded|tokens_limit_reached|context_too_long|prompt_too_long)$/;
export const CONTEXT =
  /prompt (?:is )?too long|maximum context length|context[-_ ](?:window|length|size|limit)|input token count.*exceeds|maximum prompt length|maximum input length|range of input length|reduce the length of|available context size|greater than the context length|too large for model with|input (?:is |was )?too long|messages is too long|too many (?:input |prompt )?tokens|input tokens? (?:count )?exceed|tokens \+ .?max_new_tokens|longer than the model|max size: \d+ tokens|prompt (?:token count )?.{0,20}exceeds (?:the |max)/;
/** About the answer's length, not the question's: asking with a shorter question does not help. */
export const OUTPUT_LIMIT =
  /max(?:_completion|_output|imum output)?[_ ]tokens.{0,40}(?:too large|must be|at most|less than|greater than|output limit)|model output limit|at most \d+ completion tokens/;

export const TOOL_WORD =
  /^(?:tool_use_failed|json_validate_failed|output_parse_failed|malformed_function_call)$/;
export const TOOL = /tool call validation failed|did not call a tool|failed to call a function/;

export const RATE_WORD =
  /^(?:rate_?limit.*|.*ratelimiterror|too_many_requests.*|toomanyrequests|too_many_tokens_error|throttling.*|resource_exhausted|requests|tokens|slow_down|ramp_limit_exceeded|userbymodelby.*|token_quota_exceeded)$/;
export const RATE = /rate[- ]?limit|too many requests|throttl|request limit exceeded/;

export const OVERLOAD_WORD =
  /^(?:overloaded(?:_error)?|server_is_overloaded|server_overloaded|engine_overloaded(?:_error)?|unavailable|unavailable_error|service_unavailable.*|serviceunavailableerror|service_tier_capacity_exceeded|capacity_exceeded|3505|server_busy|queue_exceeded)$/;
export const OVERLOAD =
  /overload|capacity exceeded|(?:at|over|no|insufficient) capacity|server (?:is )?busy|temporarily unavailable|high (?:demand|traffic)|too busy/;

export const LOADING =
  /loading model|model\b.{0,80}\b(?:is|still) (?:currently |being |still )?load/;
export const NO_MEMORY =
  /more system memory|insufficient system (?:resources|memory)|not enough memory/;

export const MODEL_WORD =
  /^(?:model_not_found|model_decommissioned|model_not_available|model_not_exist|deploymentnotfound|invalid_model|unknown_model|not_found_error|notfounderror|modelnotfound|model_deprecated|model_not_supported)$/;
export const MODEL =
  /models?\b.{0,120}?(?:not found|does not exist|doesn't exist|not exist|has been (?:deprecated|decommissioned|removed|retired)|no longer (?:available|supported)|has ended|is not a valid model|not a valid model)|(?:no such|unknown|invalid) model\b|not a valid model id|no endpoints found for|alpha period for this model|no models? (?:is |are )?loaded/;

export const FEATURE_WORD =
  /^(?:unsupported_(?:parameter|value|feature|file|model|content.*)|unknown_parameter|invalid_parameter_combination|unsupportedparamserror|extra_forbidden|unrecognized_(?:parameter|argument)|operationnotsupported|not_supported_error|invalid_encrypted_content)$/;
export const FEATURE =
  /(?:not|n't|isn't|aren't) (?:\w+ )?(?:support|available with|enabled for)|unsupported|only support|tool choice requires|no endpoints found that support|extra inputs are not permitted|unrecognized (?:request argument|field|key|parameter)|unknown (?:field|parameter|argument|name)|additional properties are not allowed|not a chat model|not a multimodal|unexpected (?:keyword|field|parameter)|encrypted content.{0,200}(?:could not|cannot) be|invalid .?signature.? in .?thinking|thought[ _]?signature/;

export const WRONG_ADDRESS =
  /unexpected endpoint|invalid url|unrecognized request url|unknown (?:url|endpoint|route|path)|no (?:matching )?route|method not allowed|cannot (?:post|get) \/|page not found/;
export const NO_ACCESS =
  /data policy|guardrail restrictions|not allowed to|not authori[sz]ed to|do(?:es)? not have permission|permission denied|no access|not have access|must be a member/;
export const UPSTREAM = /provider returned error|upstream/;
export const IN_FLIGHT = /in[-_]?flight/;
