import { expect, test } from 'vitest'
import { forbiddenRequests } from './forbidden-requests.ts'
import { assessWith, conversationOf } from './testing/conversation-of.ts'

const assess = (text: string, params: object = {}) =>
  assessWith(
    forbiddenRequests,
    params,
    conversationOf([
      ['customer', '在吗'],
      ['agent', text],
    ]),
  )

test.each([
  '把验证码发给我',
  '麻烦您把收到的验证码报给我',
  '验证码报一下',
  '您的密码是多少',
  '请提供一下银行卡号',
  '收到验证码了吗？发我一下',
  '我给您发了个验证码，您报给我',
  '您加我微信聊吧',
  '加 微 信 xiaoli88',
  '加v：xiaoli',
  '加我v信',
  '加薇信给你便宜',
  '加V',
  '加\u200b微信',
  'ＶＸ加vx abc',
  '私下转账给我',
  '支付宝转我就行',
  '咱们线下交易吧',
  '扫码加我',
  '加我QQ 12345',
  'Please send me the verification code you just received.',
  'What is your password?',
  'Can you read me the code on your phone?',
  'Just WhatsApp me on 07700',
  'You can pay me with Zelle',
  'I need your full card number and CVV',
  'tell me your one-time code',
  '加微-信',
  '密码告诉我，我帮您重置',
  '您把短信里的六位数字念给我',
  '驗證碼發給我',
  '加我的LINE',
  '不用担心，把验证码发我就行',
  '别担心把验证码发给我',
  'Did you get the code? Read it to me please.',
  'what’s the code we just texted?',
  '把钱转到我个人账户',
  '加wei xin',
  '手机号就是微信同号',
  '+微信',
  '密码发过来',
  '请不要挂断电话，把验证码报给我',
  '有人盗刷您的卡请把验证码发给我',
])('is forbidden: %s', (text) => {
  const { verdict, evidence } = assess(text)
  expect(verdict).toBe('fail')
  expect(text).toContain(evidence[0]?.quote)
})

test.each([
  '请勿加微信私下交易',
  '我们不会问您密码',
  '绝不会索要验证码',
  '请不要把验证码告诉任何人',
  '请提供卡号后四位',
  '麻烦报一下银行卡尾号',
  '您在页面输入验证码即可',
  '系统会发验证码到您手机，您自己在页面填写',
  'We will never ask for your password.',
  'Please do not share your verification code with anyone',
  'the last four digits of the card, please tell me',
  '密码忘了的话您可以点重置密码',
  '微信聊天记录备份一下',
  '我帮您转给我们的主管',
  '退款会原路退回微信',
  '您是微信支付还是支付宝',
  '密码锁的初始密码是多少我看下说明书',
  '收不到验证码的话告诉我',
  '凡是让您加微信的都是骗子',
  '谨防私下转账',
  '转到我们售后部门',
  '加企业微信领券',
  'If you forgot your password, click reset',
  'have you tried resetting your password? let me know',
  'we sent a code to your phone, enter it on the page',
  '订单号发我一下',
  '密码您改好了吗？订单号发我一下',
  '验证码发到您手机了',
  'Could you confirm your order number? The verification code expires in 5 minutes.',
  '我们会提供一次性验证码给您',
  '这是线下门店的活动',
  '加我们店铺会员',
  '您的个人账户余额',
  '跨行转账受限',
  'A scammer might ask you to send me the code',
  '平台外购买的商品不保修',
  '请勿轻信对方要您转账给我司以外账户',
  '加V8引擎',
  '骑手到了会给您打电话,把取件码告诉我们骑手就行',
  '官方不会私下联系您',
  'Tell me your order number and I will check',
  'Your GPS pin is off, send me the pin drop',
])('is harmless: %s', (text) => {
  expect(assess(text).verdict).toBe('pass')
})

test('only the wanted kinds are looked for', () => {
  expect(assess('把验证码发给我', { kinds: ['off_platform'] }).verdict).toBe('pass')
})

test('a phrase of the scorecard makes a clause harmless, another forbids it', () => {
  expect(assess('加微信领券', { except: ['领券'] }).verdict).toBe('pass')
  expect(assess('进咱们粉丝群', { also: ['粉丝群'] }).verdict).toBe('fail')
})

test('customers and internal notes may say it', () => {
  const conversation = conversationOf([
    ['customer', '把验证码发给我'],
    ['agent', '加微信', undefined, { visibility: 'internal' }],
    ['agent', '您好'],
  ])
  expect(assessWith(forbiddenRequests, {}, conversation).verdict).toBe('pass')
})

test('without an agent it does not apply', () => {
  expect(assessWith(forbiddenRequests, {}, conversationOf([['customer', '在吗']])).verdict).toBe(
    'not_applicable',
  )
})
